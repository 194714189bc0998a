package org.tandemvault.core.node;

/** Proof that a transaction is open; every query of a repository takes one. */
public interface ReadSession {}
