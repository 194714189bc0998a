/**
 * A whole vault copied from one database to another, of whatever engine, and proven to be the same.
 *
 * <p>Imports platform, schema, session, replication (the list of tables) and crypto.
 */
package org.tandemvault.db.move;
