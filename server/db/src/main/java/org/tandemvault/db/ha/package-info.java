/** Heartbeat rows. */
package org.tandemvault.db.ha;
