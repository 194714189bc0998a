package org.tandemvault.core.ha;

import org.tandemvault.core.node.Transactions;

/** Empty heartbeat rows with the gate to them. For contract tests. */
public record HeartbeatFixture(Transactions transactions, HeartbeatRows rows) {}
