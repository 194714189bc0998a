package org.tandemvault.client;

import java.util.List;
import java.util.Optional;

/** What checking all chains of the audit trail showed. */
public record AuditReport(boolean ok, List<Chain> nodes) {

  /**
   * One node's chain.
   *
   * @param firstBad the first number that is bad or missing
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
      String headHash) {}
}
