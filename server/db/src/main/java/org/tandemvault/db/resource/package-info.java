/**
 * Folders, resources with their search words, accounts and passwords in the database.
 *
 * <p>Imports session, platform and core.
 */
package org.tandemvault.db.resource;
