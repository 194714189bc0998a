/** What the self-extracting installer starts with: uses nothing but Java. */
package org.tandemvault.installer.bootstrap;
