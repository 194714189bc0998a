/**
 * Password policies and settings in the database.
 *
 * <p>Imports session, platform and core.
 */
package org.tandemvault.db.policy;
