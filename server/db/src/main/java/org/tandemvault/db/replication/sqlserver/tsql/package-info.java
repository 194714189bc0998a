/**
 * All T-SQL that the set-up of replication runs, built from typed calls, so that a test can hold
 * every call against the documented procedures. Secrets are bound, never written into the text.
 *
 * <p>Imports crypto's Secret only. Decision: docs/adr/0100.
 */
package org.tandemvault.db.replication.sqlserver.tsql;
