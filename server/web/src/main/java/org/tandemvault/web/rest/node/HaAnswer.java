package org.tandemvault.web.rest.node;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaDirection;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.LagSample;
import org.tandemvault.core.node.NodeRole;

/**
 * How this node and its peers are.
 *
 * @param role primary or standby
 * @param haStatus Alive, Failed or Not configured
 * @param since since when it is so, null without high availability
 * @param reason why something is Failed and what to do; empty while all is well
 * @param lastDrill the newest fire drill, null before the first one
 */
public record HaAnswer(
    String node,
    String role,
    String haStatus,
    String replicationStatus,
    Optional<Instant> since,
    String reason,
    List<Peer> peers,
    Database database,
    Optional<ProofAnswer> lastDrill) {

  /**
   * @param history with the lag of the last hour
   */
  static HaAnswer of(HaStatus ha, boolean history) {
    return new HaAnswer(
        ha.node().id().value(),
        word(ha.node().role()),
        ha.haStatus().word(),
        ha.replicationStatus().word(),
        ha.since(),
        ha.reason(),
        ha.peers().stream().map(peer -> Peer.of(peer, history)).toList(),
        Database.of(ha.database()),
        ha.lastDrill().map(ProofAnswer::of));
  }

  private static String word(NodeRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Another node.
   *
   * @param outbound replication from here to there
   * @param inbound replication from there to here
   * @param since since when its haStatus is so
   * @param reason why its haStatus is Failed, else empty
   * @param lastProofAt when it last proved that its key is the same, null if not since the start
   * @param clockAheadSeconds how far its clock is ahead of this node's
   * @param certificateExpiresAt of the certificate by which this node knows it
   */
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
      Optional<Instant> lastProofAt,
      double clockAheadSeconds,
      Optional<Instant> certificateExpiresAt,
      Directions directions) {
    static Peer of(HaPeer peer, boolean history) {
      return new Peer(
          peer.node().value(),
          word(peer.role()),
          peer.url(),
          peer.haStatus().word(),
          peer.replicationStatus().word(),
          peer.lastHeartbeatAt(),
          peer.lagSeconds(),
          peer.outbound().state().word(),
          peer.inbound().state().word(),
          peer.link().since(),
          peer.link().reason(),
          peer.link().remedy(),
          peer.facts().lastProofAt(),
          peer.facts().clockAheadSeconds(),
          peer.facts().certificateExpiresAt(),
          new Directions(
              Direction.of(peer.outbound(), history), Direction.of(peer.inbound(), history)));
    }
  }

  /** Both ways. */
  public record Directions(Direction outbound, Direction inbound) {}

  /**
   * One way.
   *
   * @param reason why it is Failed or in danger, else empty
   * @param history the last hour, where it was asked for
   */
  public record Direction(
      String status,
      Optional<Instant> since,
      String reason,
      String remedy,
      double lagSeconds,
      List<Lag> history) {
    static Direction of(HaDirection direction, boolean history) {
      return new Direction(
          direction.state().word(),
          direction.finding().since(),
          direction.finding().reason(),
          direction.finding().remedy(),
          direction.lagSeconds(),
          history ? direction.history().stream().map(Lag::of).toList() : List.of());
    }
  }

  /** How far the receiving side was behind, at most, in ten seconds. */
  public record Lag(Instant at, double seconds) {
    static Lag of(LagSample sample) {
      return new Lag(sample.at(), sample.seconds());
    }
  }

  /** The database this node works on. */
  public record Database(String engine, String version, boolean tls) {
    static Database of(DatabaseServer database) {
      return new Database(database.engine(), database.version(), database.tls());
    }
  }
}
