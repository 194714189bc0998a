package org.tandemvault.core.node;

/**
 * Proof that this node may write what is its own: its audit events and its heartbeat. Repositories
 * of the vault's tables do not take it.
 */
public interface LocalSession extends ReadSession {}
