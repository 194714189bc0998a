package org.tandemvault.core.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.UserId;

/** The stored shares and the rights that follow from them. Thread-safe. */
public interface Shares {

  /** The direct shares of a target, by type and id of the principal. */
  List<Share> of(ReadSession tx, ShareTarget target);

  /** Replaces the direct shares of a target. At most one per principal. */
  void replace(WriteSession tx, ShareTarget target, List<Share> shares);

  /** Gives one share on each of these targets, which are new and have none yet, in one batch. */
  void giveOnNew(WriteSession tx, Collection<? extends ShareTarget> targets, Share share);

  /**
   * The strongest right of a user on a target: from direct shares on it, on the resource of an
   * account, on the folder of a resource and on all folders above, to the user or to a group the
   * user is in at any depth. Empty also if the target does not exist.
   */
  Optional<Right> right(ReadSession tx, UserId user, ShareTarget target);

  /**
   * The strongest right by shares on these very accounts, to the user or a group they are in;
   * without what is inherited. Accounts without one are left out.
   */
  Map<AccountId, Right> rightsOn(ReadSession tx, UserId user, Collection<AccountId> accounts);

  /**
   * True if at least one enabled user has the manage right on the target: directly, inherited, or
   * through a group.
   */
  boolean hasManager(ReadSession tx, ShareTarget target);

  /** Every share that gives the user a right on the target, strongest first. */
  List<Grant> explain(ReadSession tx, UserId user, ShareTarget target);

  /** What the target is called, e.g. {@code db-1/root}; empty if it does not exist. */
  Optional<String> nameOf(ReadSession tx, ShareTarget target);
}
