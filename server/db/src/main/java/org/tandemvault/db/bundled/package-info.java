/**
 * The bundled PostgreSQL: unpacked once, made, started, adopted and stopped by the node.
 *
 * <p>Imports conf and crypto; nothing of the domain. Decisions: docs/adr/0021.
 */
package org.tandemvault.db.bundled;
