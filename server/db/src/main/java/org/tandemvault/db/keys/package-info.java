/**
 * Keys are changed while people work: orders to the node, sealing anew, a new master key (ADR 0120
 * to 0122).
 *
 * <p>Imports schema, session, the domain's audit and node, conf and crypto.
 */
package org.tandemvault.db.keys;
