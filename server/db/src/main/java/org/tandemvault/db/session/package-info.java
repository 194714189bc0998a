/**
 * The pool, the one gate for transactions, and the statements that run in them.
 *
 * <p>Imports platform, core's node and shared.
 */
package org.tandemvault.db.session;
