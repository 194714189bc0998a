package org.tandemvault.core.node;

import java.util.Locale;

/**
 * One of the two ways of changes between a primary and one of its standbys.
 *
 * @param standby the node that makes it one of several
 */
public record ReplicationChannel(NodeId standby, Direction direction) {

  /** Which way changes flow. */
  public enum Direction {
    /** Everything but the standby's own rows. */
    TO_STANDBY,
    /** The standby's own audit events and heartbeat. */
    TO_PRIMARY
  }

  /** For messages: {@code to standby-b}. */
  @Override
  public String toString() {
    return (direction == Direction.TO_STANDBY ? "to " : "from ")
        + standby.value().toLowerCase(Locale.ROOT);
  }
}
