package org.tandemvault.core.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.AuditEvents;
import org.tandemvault.core.audit.AuditQuery;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.shared.PageRequest;

/**
 * The proofs of fire drills are audit events of the standby that made them, so they are signed,
 * dated and on every node. Thread-safe.
 */
public final class DrillRecords {

  /** By which they are found. */
  private static final String ID = "fire-drill";

  /** Longer than drills may be apart; further back the audit need not be searched. */
  private static final Duration LOOKED_BACK = Duration.ofDays(35);

  private final NodeId own;
  private final Transactions transactions;
  private final AuditEvents events;
  private final AuditTrail trail;

  public DrillRecords(NodeId own, Transactions transactions, AuditEvents events, AuditTrail trail) {
    this.own = own;
    this.transactions = transactions;
    this.events = events;
    this.trail = trail;
  }

  /** Keeps a result, as of now. */
  HaProof keep(boolean ok, String summary) {
    AuditEvent kept =
        trail.recordDurably(
            new AuditEntry(
                "",
                "system",
                AuditAction.HA_DRILL,
                new Target("drill", ID, own.value()),
                ok ? Outcome.OK : Outcome.FAILED,
                summary,
                ""));
    return proof(kept);
  }

  /**
   * The newest one of any node; one that is older than the longest time between two is no proof.
   */
  public Optional<HaProof> newest(Instant now) {
    var query =
        new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.of(AuditAction.HA_DRILL),
            Optional.of(ID),
            Optional.of(now.minus(LOOKED_BACK)),
            Optional.empty(),
            false);
    return transactions
        .read(tx -> events.find(tx, query, new PageRequest(1, Optional.empty())))
        .items()
        .stream()
        .findFirst()
        .map(DrillRecords::proof);
  }

  private static HaProof proof(AuditEvent event) {
    return new HaProof(
        event.node(), event.at(), event.entry().outcome() == Outcome.OK, event.entry().reason());
  }
}
