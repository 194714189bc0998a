package org.tandemvault.db.replication;

import java.util.List;
import java.util.stream.Stream;
import org.tandemvault.core.node.ReplicationEnd;

/**
 * Both channels between a primary and a standby, seen from both databases.
 *
 * @param atPrimary empty if it was never set up there, or if it does not answer
 * @param problems servers that do not answer and channels that are missing, in words
 */
public record ReplicationStatus(
    List<ReplicationEnd> atPrimary, List<ReplicationEnd> atStandby, List<String> problems) {

  public ReplicationStatus {
    atPrimary = List.copyOf(atPrimary);
    atStandby = List.copyOf(atStandby);
    problems = List.copyOf(problems);
  }

  /** True if all four ends are there and run. */
  public boolean isRunning() {
    return problems.isEmpty()
        && atPrimary.size() == 2
        && atStandby.size() == 2
        && ends().allMatch(ReplicationEnd::isRunning);
  }

  /** All ends. */
  public Stream<ReplicationEnd> ends() {
    return Stream.concat(atPrimary.stream(), atStandby.stream());
  }
}
