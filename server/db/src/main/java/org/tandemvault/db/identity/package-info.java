/**
 * Users, groups with their effective members, and API tokens in the database.
 *
 * <p>Imports session, platform and core.
 */
package org.tandemvault.db.identity;
