package org.tandemvault.core.node;

import java.time.Instant;
import java.util.Optional;

/**
 * Another node as this one sees it.
 *
 * @param url what people's browsers use
 * @param link high availability: whether it answers and proves its key
 * @param outbound replication from here to there
 * @param inbound replication from there to here
 * @param facts what is known of it besides
 */
public record HaPeer(
    NodeId node,
    NodeRole role,
    String url,
    HaFinding link,
    HaDirection outbound,
    HaDirection inbound,
    Facts facts) {

  /**
   * What is known of a peer besides its states.
   *
   * @param lastProofAt when it last proved its key; empty if not since this node started
   * @param lastHeartbeatAt the time in its newest heartbeat row here, by its own clock
   * @param clockAheadSeconds how far its clock was ahead of this node's at the last answer
   * @param certificateExpiresAt when the certificate expires by which this node knows it
   * @param serves true if it said at the last answer that it can serve people
   */
  public record Facts(
      Optional<Instant> lastProofAt,
      Optional<Instant> lastHeartbeatAt,
      double clockAheadSeconds,
      Optional<Instant> certificateExpiresAt,
      boolean serves) {}

  /** Whether the peer answers and proves its key. */
  public HaState haStatus() {
    return link.state();
  }

  /** Alive if both directions are. */
  public HaState replicationStatus() {
    return outbound.finding().isAlive() ? inbound.state() : outbound.state();
  }

  /** In its newest heartbeat row here; empty before the first one. */
  public Optional<Instant> lastHeartbeatAt() {
    return facts.lastHeartbeatAt();
  }

  /** How far the two are apart: the larger of both directions. */
  public double lagSeconds() {
    return Math.max(outbound.lagSeconds(), inbound.lagSeconds());
  }
}
