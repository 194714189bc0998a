package org.tandemvault.core.identity;

import java.util.List;

/**
 * Finds people and groups to share with, by the start of a name; enabled ones only. Thread-safe.
 */
public final class Directory {

  private final AuditedTransactions work;
  private final IdentityStore store;

  public Directory(AuditedTransactions work, IdentityStore store) {
    this.work = work;
    this.store = store;
  }

  /** At most {@code limit}, users first. Any caller may ask. */
  public List<NamedPrincipal> find(Caller caller, String q, int limit) {
    throw new IllegalStateException("unwritten");
  }

  /** The names of these, in the same order. */
  public List<NamedPrincipal> names(Caller caller, List<Principal> principals) {
    throw new IllegalStateException("unwritten");
  }
}
