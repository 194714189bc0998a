package org.tandemvault.core.node;

import java.time.Instant;
import java.util.Optional;

/**
 * Another node as this one sees it.
 *
 * @param lastHeartbeatAt empty before the first one
 * @param lagSeconds how old the data from there are
 * @param outbound replication from here to there
 * @param inbound replication from there to here
 */
public record HaPeer(
    NodeId node,
    NodeRole role,
    HaState haStatus,
    HaState replicationStatus,
    Optional<Instant> lastHeartbeatAt,
    double lagSeconds,
    HaState outbound,
    HaState inbound) {}
