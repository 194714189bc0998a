package org.tandemvault.core.identity;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.VaultException;

/**
 * Runs use cases so that whatever is refused is on record. Thread-safe.
 *
 * <p>A change and its event are one transaction. A refusal rolls that transaction back, so its
 * event is recorded by itself afterwards; if even that can't be written, the refusal stands.
 */
public final class AuditedTransactions {

  private final Transactions transactions;
  private final AuditTrail trail;

  public AuditedTransactions(Transactions transactions, AuditTrail trail) {
    this.transactions = transactions;
    this.trail = trail;
  }

  /** Queries that refuse nothing but what may look as if it did not exist. */
  public <T> T read(Function<ReadSession, T> work) {
    return transactions.read(work);
  }

  /** Queries for whoever has the scope {@code read}; a refusal is recorded. */
  public <T> T read(Caller caller, Function<ReadSession, T> work) {
    return read(Attempt.of(caller, AuditAction.ACCESS_REFUSED), c -> c.require(Scope.READ), work);
  }

  /** Authorises, then queries; a refusal is recorded. */
  public <T> T read(Attempt attempt, Consumer<Caller> permit, Function<ReadSession, T> work) {
    return onRecord(
        attempt,
        () -> {
          permit.accept(attempt.caller());
          return transactions.read(work);
        });
  }

  /**
   * Authorises, then changes; a refusal is recorded. A standby refuses before it asks who it is.
   *
   * @throws ReadOnlyNodeException on a standby
   */
  public <T> T write(Attempt attempt, Consumer<Caller> permit, Function<WriteSession, T> work) {
    transactions.demandWrites();
    return onRecord(
        attempt,
        () -> {
          permit.accept(attempt.caller());
          return transactions.write(work);
        });
  }

  /**
   * Authorises a change whose work begins before its transaction; a refusal is recorded.
   *
   * @throws ReadOnlyNodeException on a standby
   */
  public void permitWrite(Attempt attempt, Consumer<Caller> permit) {
    transactions.demandWrites();
    onRecord(
        attempt,
        () -> {
          permit.accept(attempt.caller());
          return attempt;
        });
  }

  /**
   * First of all in a change that does something before its transaction.
   *
   * @throws ReadOnlyNodeException on a standby
   */
  public void demandWrites() {
    transactions.demandWrites();
  }

  /** Changes what nobody is asked about, e.g. what signing in leaves behind. */
  public <T> T write(Function<WriteSession, T> work) {
    return transactions.write(work);
  }

  /** Records what was done, as the transaction's last statement. */
  public void record(WriteSession tx, AuditEntry entry) {
    trail.record(tx, entry);
  }

  /** See {@link AuditTrail#recordDurably}. */
  public AuditEvent recordDurably(AuditEntry entry) {
    return trail.recordDurably(entry);
  }

  /** See {@link AuditTrail#recordAllDurably}. */
  public List<AuditEvent> recordAllDurably(List<AuditEntry> entries) {
    return trail.recordAllDurably(entries);
  }

  private <T> T onRecord(Attempt attempt, Supplier<T> work) {
    try {
      return work.get();
    } catch (ForbiddenException refused) {
      if (!refused.isDuty()) {
        recordRefusal(attempt, refused);
      }
      throw refused;
    }
  }

  private void recordRefusal(Attempt attempt, ForbiddenException refused) {
    String what =
        attempt.action() == AuditAction.ACCESS_REFUSED ? "" : attempt.action().word() + ": ";
    String reason = what + refused.getMessage();
    try {
      trail.recordDurably(
          attempt
              .caller()
              .entry(AuditAction.ACCESS_REFUSED, attempt.target(), Outcome.REFUSED, reason));
    } catch (VaultException unwritten) {
      refused.addSuppressed(unwritten);
    }
  }

  /** What somebody is about to do, for the record should it be refused. */
  public record Attempt(Caller caller, AuditAction action, Target target) {

    /** On a thing of that kind whose name isn't looked up yet. */
    public static Attempt on(Caller caller, AuditAction action, String type, Object id) {
      return new Attempt(caller, action, new Target(type, id.toString(), ""));
    }

    /** On nothing that exists already. */
    public static Attempt of(Caller caller, AuditAction action) {
      return new Attempt(caller, action, Target.NONE);
    }
  }
}
