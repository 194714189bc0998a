package org.tandemvault.core.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * High availability as this node sees it.
 *
 * @param since since when both states are what they are; empty without high availability
 * @param reason why something is Failed, or what this node needs, and what to do; empty while all
 *     is well
 * @param lastDrill the newest fire drill that is on record here, of whatever standby
 */
public record HaStatus(
    Node node,
    HaState haStatus,
    HaState replicationStatus,
    Optional<Instant> since,
    String reason,
    List<HaPeer> peers,
    DatabaseServer database,
    Optional<HaProof> lastDrill) {

  public HaStatus {
    peers = List.copyOf(peers);
  }

  /** The same, and this node needs something besides; empty if it does not. */
  public HaStatus asking(String demand) {
    String all = reason.isEmpty() ? demand : demand + " " + reason;
    return demand.isEmpty()
        ? this
        : new HaStatus(node, haStatus, replicationStatus, since, all, peers, database, lastDrill);
  }

  /** A node that has no peer. */
  public static HaStatus notConfigured(Node node, DatabaseServer database) {
    return new HaStatus(
        node,
        HaState.NOT_CONFIGURED,
        HaState.NOT_CONFIGURED,
        Optional.empty(),
        "",
        List.of(),
        database,
        Optional.empty());
  }
}
