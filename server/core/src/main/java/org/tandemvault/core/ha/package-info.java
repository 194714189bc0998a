/**
 * Whether the other nodes live and the data flow: beats, canaries, states, lag, and who is told.
 *
 * <p>Imports audit, node and shared.
 */
package org.tandemvault.core.ha;
