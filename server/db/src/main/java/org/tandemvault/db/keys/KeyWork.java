package org.tandemvault.db.keys;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyException;
import org.tandemvault.crypto.WrongMasterKeyException;
import org.tandemvault.db.keys.KeyAnswer.State;
import org.tandemvault.db.keys.Resealing.Result;
import org.tandemvault.db.schema.KeyChanges;
import org.tandemvault.db.schema.KeyChanges.Rotated;

/**
 * Carries out orders: in the node's server while it runs, else in the tool. Each can be repeated
 * with the same end, wherever it broke off (ADR 0120).
 */
public final class KeyWork {
  private static final String CLIENT = "RotateKey";
  private static final long TELL_EACH = 1_000;

  private final Transactions transactions;
  private final AuditTrail trail;
  private final KeyChanges changes;
  private final KeyHolder holder;
  private final Resealing resealing;
  private final Function<Path, MasterKey> keyFiles;

  /**
   * @param keyFiles reads a master key file by the node's rules
   */
  public KeyWork(
      Database database, KeyChanges changes, KeyHolder holder, Function<Path, MasterKey> keyFiles) {
    this.transactions = database.transactions();
    this.trail = database.trail();
    this.resealing = database.resealing();
    this.changes = changes;
    this.holder = holder;
    this.keyFiles = keyFiles;
  }

  /** What it works on. */
  public record Database(Transactions transactions, AuditTrail trail, Resealing resealing) {}

  /**
   * Carries an order out.
   *
   * @param told hears of the progress
   * @param goesOn false when the process is about to end; the order is then not at its end
   * @return the end, or {@code WORKING} if it was told to stop
   * @throws org.tandemvault.core.shared.UnavailableException if the database does not answer; it
   *     can be tried again
   */
  public KeyAnswer perform(KeyOrder order, Consumer<KeyAnswer> told, BooleanSupplier goesOn) {
    try {
      return switch (order.kind()) {
        case ROTATE -> rotate(order, told, goesOn);
        case REKEY -> rekey(order);
        case SHARES -> shares(order);
      };
    } catch (ReadOnlyNodeException standby) {
      return answer(order, State.READ_ONLY, "Run this on the primary: " + standby.getMessage());
    } catch (WrongMasterKeyException wrong) {
      return answer(order, State.WRONG_KEY, wrong.getMessage());
    } catch (MasterKeyException unusable) {
      return answer(order, State.REFUSED, unusable.getMessage());
    }
  }

  private KeyAnswer rotate(KeyOrder order, Consumer<KeyAnswer> told, BooleanSupplier goesOn) {
    int leave = Integer.parseInt(order.leave());
    Rotated rotated =
        transactions.write(
            tx -> {
              Rotated now = changes.rotate(tx, holder.master(), leave);
              if (now.changed()) {
                trail.record(
                    tx,
                    entry(
                        order,
                        AuditAction.KEY_ROTATE,
                        Outcome.OK,
                        "Data key "
                            + now.keyring().activeKeyId()
                            + " seals from now on instead of "
                            + leave));
              }
              return now;
            });
    Keyring keyring = rotated.keyring();
    holder.use(keyring);
    String active = "Data key " + keyring.activeKeyId() + " is the active one";
    told.accept(answer(order, State.WORKING, active));
    long[] next = {TELL_EACH};
    Result result =
        resealing.run(
            done -> {
              if (done >= next[0]) {
                next[0] = done + TELL_EACH;
                told.accept(answer(order, State.WORKING, active + "; sealed anew: " + done));
              }
              return goesOn.getAsBoolean();
            });
    return result.complete()
        ? finished(order, keyring.activeKeyId(), result)
        : answer(order, State.WORKING, active + "; it goes on when the node does");
  }

  private KeyAnswer finished(KeyOrder order, int active, Result result) {
    boolean whole = result.unopenedCount() == 0;
    String anew = "All values are sealed under data key " + active + ".";
    String damaged =
        result.unopenedCount()
            + " values do not open and stay as they are: "
            + String.join(", ", result.unopened())
            + ". Restore them from a backup.";
    trail.recordDurably(
        entry(
            order,
            AuditAction.KEY_ROTATE,
            whole ? Outcome.OK : Outcome.FAILED,
            whole ? anew : "Data key " + active + " is active; " + damaged));
    return answer(order, whole ? State.DONE : State.DAMAGED, whole ? anew : damaged);
  }

  private KeyAnswer rekey(KeyOrder order) {
    MasterKey next = keyFiles.apply(order.keyFile());
    boolean taken = false;
    try {
      if (!next.keyId().equals(order.take())) {
        return answer(
            order,
            State.REFUSED,
            "The file "
                + order.file()
                + " holds key "
                + next.keyId()
                + " and not "
                + order.take()
                + ", with which this was begun. Put that file back.");
      }
      transactions.write(tx -> rekey(order, next, tx));
      holder.adopt(next);
      taken = true;
      return answer(order, State.DONE, "The keyring is under master key " + next.keyId() + ".");
    } finally {
      if (!taken) {
        next.close();
      }
    }
  }

  private boolean rekey(KeyOrder order, MasterKey next, WriteSession tx) {
    boolean changed = changes.rekey(tx, holder.master(), next);
    if (changed) {
      String what = "Master key " + next.keyId() + " instead of " + order.leave();
      trail.record(tx, entry(order, AuditAction.KEY_REKEY, Outcome.OK, what));
    }
    return changed;
  }

  private KeyAnswer shares(KeyOrder order) {
    String key = holder.master().keyId();
    if (!key.equals(order.take())) {
      return answer(
          order,
          State.WRONG_KEY,
          "The key file holds key " + order.take() + ", but this node works with " + key + ".");
    }
    String what = "Recovery shares of master key " + key + " printed: " + order.leave();
    trail.recordDurably(entry(order, AuditAction.TOOL_RUN, Outcome.OK, what));
    return answer(order, State.DONE, "The printing is on record.");
  }

  private static AuditEntry entry(
      KeyOrder order, AuditAction action, Outcome outcome, String what) {
    return new AuditEntry(
        "",
        order.by(),
        action,
        new Target("keyring", "", ""),
        outcome,
        what + " (bin/RotateKey, user " + order.by() + " of the node)",
        CLIENT);
  }

  private static KeyAnswer answer(KeyOrder order, State state, String told) {
    return new KeyAnswer(order.id(), state, told);
  }
}
