package org.tandemvault.core.node;

import java.util.List;

/**
 * Replication one way between this node and a peer.
 *
 * @param lagSeconds how far the receiving side is behind: the age of the newest heartbeat row there
 *     by the clock of its sender; with no row ever seen, the time since this node began to watch
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
