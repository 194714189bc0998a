/**
 * {@code bin/backup.sh} and {@code bin/restore.sh}.
 *
 * <p>Imports what its parent does, and change for databases.
 */
package org.tandemvault.tools.backup;
