package org.tandemvault.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * High availability as one node sees it.
 *
 * @param role primary or standby
 * @param haStatus Alive, Failed or Not configured
 * @param reason why something is Failed and what to do; empty while all is well
 */
public record HaStatus(
    String node,
    String role,
    String haStatus,
    String replicationStatus,
    Optional<Instant> since,
    String reason,
    List<Peer> peers,
    Optional<Drill> lastDrill) {

  /** Whether nothing is Failed. */
  public boolean isWell() {
    return !haStatus.equals("Failed") && !replicationStatus.equals("Failed");
  }

  /** Another node. */
  public record Peer(
      String node,
      String role,
      String url,
      String haStatus,
      String replicationStatus,
      Optional<Instant> lastHeartbeatAt,
      double lagSeconds,
      String outbound,
      String inbound,
      Optional<Instant> since,
      String reason,
      String remedy,
      Optional<Directions> directions) {

    /** How far this node's data are behind that one's. */
    double inboundLagSeconds() {
      return directions.map(d -> d.inbound().lagSeconds()).orElse(lagSeconds);
    }
  }

  /** Replication both ways. */
  public record Directions(Direction outbound, Direction inbound) {}

  /** Replication one way. */
  public record Direction(
      String status, Optional<Instant> since, String reason, String remedy, double lagSeconds) {}

  /** How a fire drill ended. */
  public record Drill(String node, Instant at, boolean ok, String summary) {

    /** What was looked at, one by one; of a drill that failed, what was bad. */
    public List<String> checks() {
      return ok ? List.of(summary.split("; ")) : List.of(summary);
    }
  }
}
