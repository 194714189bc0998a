package org.tandemvault.core.node;

import java.util.List;

/**
 * Replication one way between this node and a peer.
 *
 * @param lagSeconds how far the receiving side is behind: how long the newest heartbeat row was on
 *     its way, or how long the next one is overdue; with no row ever seen, the time since this node
 *     began to watch
 * @param history the last hour, oldest first, a sample every ten seconds
 */
public record HaDirection(HaFinding finding, double lagSeconds, List<LagSample> history) {

  public HaDirection {
    history = List.copyOf(history);
  }

  /** Alive or failed. */
  public HaState state() {
    return finding.state();
  }
}
