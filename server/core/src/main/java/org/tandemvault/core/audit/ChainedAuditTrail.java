package org.tandemvault.core.audit;

import java.time.Clock;
import java.util.List;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;

/** The node's audit trail as one hash chain whose order is kept in this process. */
public final class ChainedAuditTrail implements AuditTrail, AutoCloseable {

  private final AuditChain chain;
  private final Transactions transactions;
  private final AuditExport export;
  private final Clock clock;

  public ChainedAuditTrail(
      AuditChain chain, Transactions transactions, AuditExport export, Clock clock) {
    this.chain = chain;
    this.transactions = transactions;
    this.export = export;
    this.clock = clock;
  }

  @Override
  public void record(WriteSession tx, AuditEntry entry) {
    throw new IllegalStateException("unwritten");
  }

  @Override
  public AuditEvent recordDurably(AuditEntry entry) {
    throw new IllegalStateException("unwritten");
  }

  @Override
  public List<AuditEvent> recordAllDurably(List<AuditEntry> entries) {
    throw new IllegalStateException("unwritten");
  }

  @Override
  public AuditHealth health() {
    throw new IllegalStateException("unwritten");
  }

  /** Waits for what is being appended; later entries are refused. */
  @Override
  public void close() {}
}
