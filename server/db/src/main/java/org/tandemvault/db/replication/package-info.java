/**
 * Replication between the databases of a primary and its standbys, by the engine's own means: set
 * up, watched, removed, seeded anew.
 *
 * <p>Imports platform, core's node and shared. Decisions: docs/adr/0060 to 0062.
 */
package org.tandemvault.db.replication;
