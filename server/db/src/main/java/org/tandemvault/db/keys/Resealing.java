package org.tandemvault.db.keys;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.crypto.Binding;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.CryptoUnavailableException;
import org.tandemvault.crypto.KeyExhaustedException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.db.session.JdbiSession;

/**
 * Seals under the active data key what an older one sealed, in batches, while people work (ADR
 * 0121). Whoever changed a value meanwhile wins. Nothing is stored of how far it is: what is left
 * is what names an older key. Thread-safe.
 */
public final class Resealing {
  private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
  private static final int BATCH = 100;
  private static final int MOST_PASSES = 1_000;
  private static final int MOST_TOLD = 20;

  private final Transactions transactions;
  private final SecretCipher cipher;

  public Resealing(Transactions transactions, SecretCipher cipher) {
    this.transactions = transactions;
    this.cipher = cipher;
  }

  /**
   * What was done.
   *
   * @param sealedAnew how many values
   * @param unopened the places of values that do not open, the first {@value #MOST_TOLD}
   * @param unopenedCount how many do not open
   * @param complete false if it was told to stop, or others changed values all the time
   */
  public record Result(
      long sealedAnew, List<String> unopened, long unopenedCount, boolean complete) {}

  /** A value as it was read. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(long id, long version, byte[] raw, byte[] content) {}

  /** What one pass found; a class of its own since it is counted up. */
  private static final class Count {
    private long sealedAnew;
    private long overtaken;
    private long unopened;
    private boolean stopped;
    private final List<String> told = new ArrayList<>();
  }

  /**
   * Works until a pass finds nothing that could be sealed anew.
   *
   * @param goesOn asked after each batch with the number of values done so far
   */
  public Result run(LongPredicate goesOn) {
    long done = 0;
    Count pass = new Count();
    for (int passes = 0; passes < MOST_PASSES; passes++) {
      long before = done;
      pass = pass(count -> goesOn.test(before + count));
      done += pass.sealedAnew;
      if (pass.stopped || pass.sealedAnew + pass.overtaken == 0) {
        break;
      }
    }
    boolean complete = !pass.stopped && pass.sealedAnew + pass.overtaken == 0;
    return new Result(done, List.copyOf(pass.told), pass.unopened, complete);
  }

  /**
   * How many values name another key than the active one; those that do not open are among them.
   */
  public long left() {
    byte[] head = head();
    long left = 0;
    for (SealedColumn column : SealedColumn.values()) {
      left +=
          transactions.read(
              tx ->
                  JdbiSession.of(tx)
                      .query(column.statement("left"))
                      .bind("head", head)
                      .mapTo(Long.class)
                      .one());
    }
    return left;
  }

  private Count pass(LongPredicate goesOn) {
    Count count = new Count();
    for (SealedColumn column : SealedColumn.values()) {
      Row last = new Row(Long.MIN_VALUE, Long.MIN_VALUE, new byte[0], new byte[0]);
      List<Row> page = page(column, last);
      while (!page.isEmpty() && !count.stopped) {
        batch(column, page, count);
        count.stopped = !goesOn.test(count.sealedAnew);
        last = page.getLast();
        page = page.size() < BATCH ? List.of() : page(column, last);
      }
    }
    return count;
  }

  private List<Row> page(SealedColumn column, Row after) {
    byte[] head = head();
    return transactions.read(tx -> page(tx, column, after, head));
  }

  private static List<Row> page(ReadSession tx, SealedColumn column, Row after, byte[] head) {
    return JdbiSession.of(tx)
        .query(column.statement("page"))
        .bind("head", head)
        .bind("afterId", after.id())
        .bind("afterVersion", after.version())
        .bind("most", BATCH)
        .map(
            (row, context) ->
                new Row(
                    row.getLong("row_id"),
                    row.getLong("row_version"),
                    row.getBytes("raw"),
                    row.getBytes("content")))
        .list();
  }

  private void batch(SealedColumn column, List<Row> page, Count count) {
    List<Row> fresh = new ArrayList<>();
    for (Row row : page) {
      Binding place = column.place(row.id(), row.version());
      try (Secret secret = cipher.open(row.content(), place)) {
        fresh.add(new Row(row.id(), row.version(), row.raw(), cipher.seal(secret, place)));
      } catch (CryptoUnavailableException | KeyExhaustedException stop) {
        throw stop;
      } catch (CryptoException damaged) {
        LOG.error("It stays as it is: {}", damaged.getMessage());
        count.unopened++;
        if (count.told.size() < MOST_TOLD) {
          count.told.add(place.toString());
        }
      }
    }
    if (!fresh.isEmpty()) {
      int changed = transactions.write(tx -> write(tx, column, fresh));
      count.sealedAnew += changed;
      count.overtaken += fresh.size() - changed;
    }
  }

  private static int write(WriteSession tx, SealedColumn column, List<Row> rows) {
    var batch = JdbiSession.of(tx).batch(column.statement("update"));
    for (Row row : rows) {
      batch
          .bind("id", row.id())
          .bind("version", row.version())
          .bind("before", row.raw())
          .bind(column.parameter(), row.content())
          .add();
    }
    return (int) Arrays.stream(batch.execute()).filter(changed -> changed == 1).count();
  }

  /** How a value begins, after its format, that names the active key (ADR 0011). */
  private byte[] head() {
    return ByteBuffer.allocate(Integer.BYTES).putInt(cipher.activeKeyId()).array();
  }
}
