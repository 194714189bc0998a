/** Writes the HA pack of a primary. What goes into it is decided in conf. */
package org.tandemvault.tools.pack;
