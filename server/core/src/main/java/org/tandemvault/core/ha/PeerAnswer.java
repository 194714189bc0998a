package org.tandemvault.core.ha;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationEnd;

/**
 * What a node tells another one. Nothing in it is secret.
 *
 * @param view how things look from there
 * @param proof the answer to the canary
 */
@SuppressWarnings("ArrayRecordComponent") // compared by the challenge
public record PeerAnswer(NodeId node, NodeRole role, View view, byte[] proof) {

  /**
   * How things look from a node.
   *
   * @param clock its wall clock
   * @param beatNow what the counter of its beats is at this moment, written or not
   * @param seen the newest counter of each node that got into its database
   * @param ends the ends of channels in its database
   * @param serves true if people are served there: its database answers and takes audit events
   * @param epoch of the primary whose rows that node has; 0 if none was ever promoted
   */
  public record View(
      Instant clock,
      long beatNow,
      Map<NodeId, Long> seen,
      List<ReplicationEnd> ends,
      boolean serves,
      long epoch) {
    public View {
      seen = Map.copyOf(seen);
      ends = List.copyOf(ends);
    }
  }
}
