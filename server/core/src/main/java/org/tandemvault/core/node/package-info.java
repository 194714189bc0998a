/**
 * This node: its id, its role, and the one gate through which it writes.
 *
 * <p>Imports shared only.
 */
package org.tandemvault.core.node;
