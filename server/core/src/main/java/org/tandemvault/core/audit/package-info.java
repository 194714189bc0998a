/**
 * The audit trail: one hash chain per node, appended before anything is told.
 *
 * <p>Imports shared, node and crypto.
 */
package org.tandemvault.core.audit;
