package org.tandemvault.core.audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;

/**
 * The node's audit trail as one hash chain whose order is kept in this process. Thread-safe.
 *
 * <p>Whoever appends, a change or the appender of single entries, first has its transaction, then
 * the chain's end; always in this order, so the two can't wait for each other.
 */
public final class ChainedAuditTrail implements AuditTrail, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final AuditExport export;
  private final ChainLock lock = new ChainLock(PATIENCE);
  private final ChainEnd end;
  private final TrailHealth health;
  private final GroupCommit single;

  public ChainedAuditTrail(
      AuditChain chain, Transactions transactions, AuditExport export, Clock clock) {
    this.transactions = transactions;
    this.export = export;
    this.end = new ChainEnd(chain, clock);
    this.health = new TrailHealth(clock);
    this.single = new GroupCommit(this::commit);
  }

  @Override
  public void record(WriteSession tx, AuditEntry entry) {
    tx.participant(
            ChainParticipant.class,
            () -> new ChainParticipant(tx, new ChainHold(lock, end), health, export))
        .add(entry);
  }

  @Override
  public AuditEvent recordDurably(AuditEntry entry) {
    return single.submit(List.of(entry.storable())).getFirst();
  }

  @Override
  public List<AuditEvent> recordAllDurably(List<AuditEntry> entries) {
    List<AuditEvent> events = new ArrayList<>(entries.size());
    for (int from = 0; from < entries.size(); from += GroupCommit.MOST_ENTRIES) {
      int to = Math.min(entries.size(), from + GroupCommit.MOST_ENTRIES);
      List<AuditEntry> part = entries.subList(from, to).stream().map(AuditEntry::storable).toList();
      events.addAll(single.submit(part));
    }
    return events;
  }

  @Override
  public AuditHealth health() {
    return health.with(export.behind());
  }

  /** Waits for what is being appended; later entries are refused. */
  @Override
  public void close() {
    single.close();
  }

  /** How many callers wait behind the batch that is being committed. */
  int waiting() {
    return single.waiting();
  }

  private List<AuditEvent> commit(List<AuditEntry> entries) {
    ChainHold hold = new ChainHold(lock, end);
    Ending ending = Ending.UNKNOWN;
    try {
      List<AuditEvent> events = transactions.local(tx -> hold.append(tx, entries));
      ending = Ending.COMMITTED;
      health.good();
      export.appended();
      return events;
    } catch (RuntimeException | Error e) {
      health.failed(e);
      throw e;
    } finally {
      hold.ended(ending);
    }
  }
}
