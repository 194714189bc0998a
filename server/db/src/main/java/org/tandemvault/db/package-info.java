/**
 * The vault's tables in PostgreSQL and SQL Server: repositories with Jdbi, schema with Liquibase.
 *
 * <p>Packages: platform (engines) and session (transactions) below; audit, identity, access,
 * policy, resource implement core's ports; schema and bundled stand beside.
 */
package org.tandemvault.db;
