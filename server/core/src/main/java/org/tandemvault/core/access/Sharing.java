package org.tandemvault.core.access;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Groups;
import org.tandemvault.core.identity.Users;
import org.tandemvault.core.shared.UserId;

/** Shows and changes shares. Thread-safe. */
public final class Sharing {
  private final AuditedTransactions work;
  private final Shares shares;
  private final Users users;
  private final Groups groups;

  public Sharing(AuditedTransactions work, Shares shares, Users users, Groups groups) {
    this.work = work;
    this.shares = shares;
    this.users = users;
    this.groups = groups;
  }

  /** The direct shares; needs the view right on the target. */
  public List<NamedShare> shares(Caller caller, ShareTarget target) {
    throw new IllegalStateException("unwritten");
  }

  /**
   * Replaces the direct shares; needs manage. Unknown or double principals are violations on
   * items[n].principal.
   */
  public List<NamedShare> replace(Caller caller, ShareTarget target, List<Share> shares) {
    throw new IllegalStateException("unwritten");
  }

  /** Why a user (empty: the caller) has which right; others only for those with manage. */
  public List<Grant> explain(Caller caller, ShareTarget target, Optional<UserId> user) {
    throw new IllegalStateException("unwritten");
  }

  /** The caller's strongest right, empty without one. */
  public Optional<Right> right(Caller caller, ShareTarget target) {
    throw new IllegalStateException("unwritten");
  }
}
