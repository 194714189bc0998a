package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.AuditHealth;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.ChainHead;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.node.CommitParticipant;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.UnavailableException;

/** Remembers what became durable, in order; refuses when it is told to. For one thread. */
public final class RecordedTrail implements AuditTrail {

  private final Transactions transactions;
  private final List<AuditEntry> entries = new ArrayList<>();
  private boolean broken;

  public RecordedTrail(Transactions transactions) {
    this.transactions = transactions;
  }

  public void breakDown() {
    broken = true;
  }

  public List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  public void forget() {
    entries.clear();
  }

  public AuditEntry last() {
    return entries.getLast();
  }

  /** Action, outcome and target's name of each, e.g. {@code reveal ok db-1/root}. */
  public List<String> lines() {
    return entries.stream()
        .map(e -> e.action().word() + " " + e.outcome().word() + " " + e.target().name())
        .map(String::strip)
        .toList();
  }

  public List<AuditEntry> of(AuditAction action, Outcome outcome) {
    return entries.stream().filter(e -> e.action() == action && e.outcome() == outcome).toList();
  }

  @Override
  public void record(WriteSession tx, AuditEntry entry) {
    tx.participant(Pending.class, Pending::new).add(entry);
  }

  @Override
  public AuditEvent recordDurably(AuditEntry entry) {
    if (broken) {
      throw UnavailableException.audit(new IllegalStateException("broken on purpose"));
    }
    transactions.local(tx -> entries.add(entry));
    String hash = ChainHead.EMPTY.hash();
    return new AuditEvent(new NodeId("node-1"), entries.size(), Instant.EPOCH, entry, hash, hash);
  }

  @Override
  public AuditHealth health() {
    return new AuditHealth(Optional.empty(), "", "");
  }

  private final class Pending implements CommitParticipant {
    private final List<AuditEntry> waiting = new ArrayList<>();

    void add(AuditEntry entry) {
      waiting.add(entry);
    }

    @Override
    public void beforeCommit() {
      if (broken) {
        throw UnavailableException.audit(new IllegalStateException("broken on purpose"));
      }
    }

    @Override
    public void ended(Ending ending) {
      if (ending == Ending.COMMITTED) {
        entries.addAll(waiting);
      }
    }
  }
}
