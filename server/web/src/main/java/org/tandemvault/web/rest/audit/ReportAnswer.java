package org.tandemvault.web.rest.audit;

import java.util.List;
import java.util.Optional;
import org.tandemvault.core.audit.AuditReport;

/** What checking all chains showed. */
public record ReportAnswer(boolean ok, List<Chain> nodes) {

  static ReportAnswer of(AuditReport report) {
    return new ReportAnswer(report.ok(), report.nodes().stream().map(Chain::of).toList());
  }

  /**
   * One node's chain.
   *
   * @param gaps how many numbers are missing
   * @param doubles how many are there more than once
   * @param bad how many events have a wrong signature
   * @param firstBad the first number that is bad or missing, null if all is well
   */
  public record Chain(
      String node,
      boolean ok,
      long first,
      long last,
      long count,
      long gaps,
      long doubles,
      long bad,
      Optional<Long> firstBad,
      String headHash) {
    static Chain of(AuditReport.NodeReport chain) {
      return new Chain(
          chain.node().value(),
          chain.ok(),
          chain.first(),
          chain.last(),
          chain.count(),
          chain.gaps(),
          chain.doubles(),
          chain.bad(),
          chain.firstBad(),
          chain.headHash());
    }
  }
}
