/**
 * Shares and the rights that follow from them, in the database.
 *
 * <p>Imports session, platform and core.
 */
package org.tandemvault.db.access;
