/**
 * The tables themselves, the keys kept in them, and the lock that keeps a second process away.
 *
 * <p>Imports session, platform, crypto and Liquibase.
 */
package org.tandemvault.db.schema;
