package org.tandemvault.core.ha;

import org.tandemvault.core.node.ReplicationEnds;
import org.tandemvault.core.node.Transactions;

/**
 * This node's database as far as heartbeats go.
 *
 * @param transactions their waits must not hold up the use cases, nor theirs the heartbeat
 */
public record BeatDatabase(Transactions transactions, HeartbeatRows rows, ReplicationEnds ends) {}
