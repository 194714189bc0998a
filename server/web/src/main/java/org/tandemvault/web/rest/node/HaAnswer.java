package org.tandemvault.web.rest.node;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.NodeRole;

/**
 * How this node and its peers are.
 *
 * @param role primary or standby
 * @param haStatus Alive, Failed or Not configured
 * @param since since when it is so, null without high availability
 * @param reason why something is Failed and what to do; empty while all is well
 */
public record HaAnswer(
    String node,
    String role,
    String haStatus,
    String replicationStatus,
    Optional<Instant> since,
    String reason,
    List<Peer> peers,
    Database database) {

  static HaAnswer of(HaStatus ha) {
    return new HaAnswer(
        ha.node().id().value(),
        word(ha.node().role()),
        ha.haStatus().word(),
        ha.replicationStatus().word(),
        ha.since(),
        ha.reason(),
        ha.peers().stream().map(Peer::of).toList(),
        Database.of(ha.database()));
  }

  private static String word(NodeRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Another node.
   *
   * @param outbound replication from here to there
   * @param inbound replication from there to here
   */
  public record Peer(
      String node,
      String role,
      String haStatus,
      String replicationStatus,
      Optional<Instant> lastHeartbeatAt,
      double lagSeconds,
      String outbound,
      String inbound) {
    static Peer of(HaPeer peer) {
      return new Peer(
          peer.node().value(),
          word(peer.role()),
          peer.haStatus().word(),
          peer.replicationStatus().word(),
          peer.lastHeartbeatAt(),
          peer.lagSeconds(),
          peer.outbound().state().word(),
          peer.inbound().state().word());
    }
  }

  /** The database this node works on. */
  public record Database(String engine, String version, boolean tls) {
    static Database of(DatabaseServer database) {
      return new Database(database.engine(), database.version(), database.tls());
    }
  }
}
