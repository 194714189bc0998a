package org.tandemvault.core.audit;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.NodeId;

/** What verifying all chains showed, as of its start. */
public record AuditReport(List<NodeReport> nodes) {

  public AuditReport {
    nodes = List.copyOf(nodes);
  }

  /** True if every chain is good. */
  public boolean ok() {
    return nodes.stream().allMatch(NodeReport::ok);
  }

  /**
   * One chain.
   *
   * @param first the first number there, 0 in an empty chain
   * @param last the last number there
   * @param count how many events are there
   * @param gaps how many numbers are missing between 1 and last
   * @param doubles how many numbers are there more than once
   * @param bad how many events have a wrong hash or a wrong previous hash
   * @param firstBad the first number that is bad or missing
   * @param headHash the newest event's hash
   */
  public record NodeReport(
      NodeId node,
      long first,
      long last,
      long count,
      long gaps,
      long doubles,
      long bad,
      Optional<Long> firstBad,
      String headHash) {

    /** No gap, no double, nothing bad. */
    public boolean ok() {
      return gaps == 0 && doubles == 0 && bad == 0;
    }
  }
}
