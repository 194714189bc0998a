/**
 * The audit chains in the database; rows are only added.
 *
 * <p>Imports session, platform and core.
 */
package org.tandemvault.db.audit;
