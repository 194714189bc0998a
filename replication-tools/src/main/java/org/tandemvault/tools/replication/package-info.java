/**
 * {@code bin/ConfigureReplication.sh}: sets up, shows and removes replication between two servers.
 *
 * <p>Imports what its parent does.
 */
package org.tandemvault.tools.replication;
