/**
 * SQL Server's transactional replication between the databases of a primary and a standby: plan,
 * apply, watch, heal, remove.
 *
 * <p>Imports tsql, its parent, platform and core's node. Decisions: docs/adr/0100 to 0103.
 */
package org.tandemvault.db.replication.sqlserver;
