/**
 * {@code bin/ChangeDB.sh}: moves a node to another database.
 *
 * <p>Imports what its parent does.
 */
package org.tandemvault.tools.change;
