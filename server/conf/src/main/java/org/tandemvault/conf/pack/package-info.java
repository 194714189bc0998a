/**
 * The HA pack: what a primary hands its standbys besides the data, and what a standby makes of it.
 * Never holds a key, nor a password that can be read.
 */
package org.tandemvault.conf.pack;
