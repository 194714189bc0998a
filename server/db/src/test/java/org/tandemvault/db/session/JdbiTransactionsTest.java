package org.tandemvault.db.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.node.CommitParticipant;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.node.TransactionsContract;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.db.FreshDatabase;

/** The contract on PostgreSQL, and what only a real database can do to a transaction. */
class JdbiTransactionsTest extends TransactionsContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected Transactions emptyPrimary() {
    DATABASE.clear();
    return DATABASE.primary();
  }

  @Override
  protected Transactions standby() {
    return DATABASE.standby();
  }

  @Override
  protected void put(WriteSession tx, String name) {
    SettingRows.put(tx, name);
  }

  @Override
  protected boolean has(ReadSession tx, String name) {
    return SettingRows.has(tx, name);
  }

  @Test
  void nestedTransactionsAreRefused() {
    Transactions gate = emptyPrimary();

    assertThatThrownBy(() -> gate.read(outer -> gate.<Integer>read(inner -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nested");
    assertThat(gate.<Integer>read(tx -> 1)).isEqualTo(1);
  }

  @Test
  void readsCannotWrite() {
    Transactions gate = emptyPrimary();

    assertThatThrownBy(
            () ->
                gate.<Integer>read(
                    tx ->
                        JdbiSession.of(tx)
                            .update("policy/setting_insert")
                            .bind("name", "x")
                            .bind("value", 1L)
                            .execute()))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.code()).isEqualTo("database-unavailable"));
  }

  @Test
  void aCommitWithoutAnAnswerIsToldAsUnknown() {
    Transactions gate = emptyPrimary();
    var endings = new ArrayList<CommitParticipant.Ending>();

    assertThatThrownBy(
            () ->
                gate.write(
                    tx -> {
                      put(tx, "row");
                      long backend = backendOf(tx);
                      return tx.participant(Killer.class, () -> new Killer(backend, endings));
                    }))
        .isInstanceOfSatisfying(
            UnavailableException.class, e -> assertThat(e.code()).isEqualTo("outcome-unknown"));
    assertThat(endings).containsExactly(CommitParticipant.Ending.UNKNOWN);
    assertThat(gate.<Boolean>read(tx -> has(tx, "row"))).isFalse();
  }

  @Test
  void aConnectionThatDiesBeforeTheCommitRollsBack() {
    Transactions gate = emptyPrimary();
    var endings = new ArrayList<CommitParticipant.Ending>();

    assertThatThrownBy(
            () ->
                gate.write(
                    tx -> {
                      tx.participant(Killer.class, () -> new Killer(0, endings));
                      kill(backendOf(tx));
                      put(tx, "row");
                      return 1;
                    }))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> assertThat(e.code()).isEqualTo("database-unavailable"));
    assertThat(endings).hasSize(2).containsOnly(CommitParticipant.Ending.ROLLED_BACK);
  }

  @Test
  void aWriteSurvivesAConnectionThatDiedBeforeTheCommit() {
    Transactions gate = emptyPrimary();
    var tries = new ArrayList<Integer>();

    gate.write(
        tx -> {
          tries.add(1);
          if (tries.size() == 1) {
            kill(backendOf(tx));
          }
          put(tx, "row");
          return 1;
        });

    assertThat(tries).hasSize(2);
    assertThat(gate.<Boolean>read(tx -> has(tx, "row"))).isTrue();
  }

  @Test
  void aReadSurvivesADeadConnection() {
    Transactions gate = emptyPrimary();
    var tries = new ArrayList<Integer>();

    String answer =
        gate.read(
            tx -> {
              tries.add(1);
              if (tries.size() == 1) {
                kill(backendOf(tx));
              }
              return has(tx, "row") ? "there" : "not there";
            });

    assertThat(answer).isEqualTo("not there");
    assertThat(tries).hasSize(2);
  }

  @Test
  void aDeadlockIsMendedByTryingAgain() throws Exception {
    Transactions gate = emptyPrimary();
    gate.write(
        tx -> {
          put(tx, "a");
          put(tx, "b");
          return 1;
        });
    var bothHoldOne = new CyclicBarrier(2);

    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> both =
          List.of(
              threads.submit(() -> gate.write(tx -> touch(tx, "a", "b", bothHoldOne))),
              threads.submit(() -> gate.write(tx -> touch(tx, "b", "a", bothHoldOne))));

      assertThat(both.get(0).get() + both.get(1).get()).isEqualTo(4);
    }
  }

  private static int touch(WriteSession tx, String first, String second, CyclicBarrier barrier) {
    int changed = touch(tx, first);
    if (barrier.getParties() - barrier.getNumberWaiting() > 0 && !barrier.isBroken()) {
      await(barrier);
    }
    return changed + touch(tx, second);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(2, java.util.concurrent.TimeUnit.SECONDS);
    } catch (Exception secondTry) {
      Thread.interrupted();
    }
  }

  private static int touch(WriteSession tx, String name) {
    return JdbiSession.of(tx)
        .update("policy/setting_update")
        .bind("name", name)
        .bind("value", 2L)
        .execute();
  }

  private static long backendOf(ReadSession tx) {
    try (var statement =
            JdbiSession.of(tx).connection().prepareStatement("select pg_backend_pid()");
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void kill(long backend) {
    DATABASE.runAsOwner("select pg_terminate_backend(" + backend + ", 10000)");
  }

  /** Kills the connection as the last act before the commit. */
  private record Killer(long backend, List<CommitParticipant.Ending> endings)
      implements CommitParticipant {
    @Override
    public void beforeCommit() {
      kill(backend);
    }

    @Override
    public void ended(Ending ending) {
      endings.add(ending);
    }
  }
}
