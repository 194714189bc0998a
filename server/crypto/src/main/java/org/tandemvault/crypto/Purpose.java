package org.tandemvault.crypto;

/**
 * What a derived authentication key is for. Each has a label of its own, so a code made for one
 * purpose is worth nothing for another. A label never changes: stored codes depend on it.
 */
public enum Purpose {
  /** The audit trail's hash chains. */
  AUDIT_CHAIN("audit-chain"),
  /** Digests of API tokens and sessions kept in the database. */
  TOKEN_DIGEST("token-digest"),
  /** The canary by which a node proves that it holds its key. */
  HEARTBEAT_CANARY("heartbeat-canary"),
  /** What the vault's own user for fire drills signs in with, and what it must find. */
  FIRE_DRILL("fire-drill"),
  /** Cursors of lists that are handed to clients and come back. */
  LIST_CURSOR("list-cursor");

  private final String label;

  Purpose(String label) {
    this.label = "tandem-vault v1 mac/" + label;
  }

  String label() {
    return label;
  }
}
