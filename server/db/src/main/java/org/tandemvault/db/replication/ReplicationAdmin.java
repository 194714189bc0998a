package org.tandemvault.db.replication;

import org.tandemvault.core.node.ReplicationChannel.Direction;

/**
 * Sets up, shows and removes the replication between the databases of a primary and one standby.
 *
 * <p>Every step looks before it acts, so what broke off can be run again. All methods may throw
 * {@link ReplicationException}; its message says what to do. Not for several threads at once.
 */
public interface ReplicationAdmin {

  /** What is there and what is to be done; changes nothing. */
  ReplicationPlan plan();

  /**
   * Does what is to be done. Nothing is done if a step is blocked.
   *
   * @return the plan afterwards
   */
  ReplicationPlan apply(ReplicationProgress progress);

  /** Both ends of both channels. */
  ReplicationStatus status();

  /** What {@link #upgrade} would do; changes nothing. */
  default ReplicationPlan planUpgrade() {
    return plan();
  }

  /**
   * Brings both databases to this version's tables and keeps what is replicated in step; the nodes
   * are stopped. An engine that needs nothing around it just sets up.
   */
  default ReplicationPlan upgrade(ReplicationProgress progress) {
    return apply(progress);
  }

  /** What removing would do; changes nothing. */
  ReplicationPlan planRemoval();

  /**
   * Removes all that {@link #apply} made but the rows and the standby's narrow rights. A server
   * that does not answer is passed over, and the plan that is returned tells so.
   */
  ReplicationPlan remove(ReplicationProgress progress);

  /**
   * Copies one direction anew and connects it again. Readers see the old rows until all new ones
   * are there. Rows that belong to the receiving node are never touched.
   */
  SeedReport reseed(Direction direction, ReplicationProgress progress);
}
