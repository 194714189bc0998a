package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.ReplicationConf.Sync;
import org.tandemvault.conf.ReplicationConf.SyncMode;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditChain;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditExport;
import org.tandemvault.core.audit.ChainedAuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.audit.Trail;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.db.audit.JdbiAuditEvents;
import org.tandemvault.db.ha.CommitHere;
import org.tandemvault.db.replication.SyncKeeping.Change;
import org.tandemvault.db.schema.JdbiKeyring;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/** Commits that wait for a standby, on two real servers. */
class SyncKeepingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ExecutorService WRITERS = Executors.newVirtualThreadPerTaskExecutor();

  private static TestServer primary;
  private static TestServer standby;
  private static ServerAccess owner;
  private static int next = 1_000;

  private final AtomicLong nanos = new AtomicLong();

  @BeforeAll
  static void start() {
    primary = new TestServer("site-a");
    standby = new TestServer("site-b");
    primary.makePrimary();
    primary.execute(VaultRows.vault(5));
    PostgreSqlReplication.Server seen = primary.facing(standby);
    owner = seen.access();
    new PostgreSqlReplication(seen, standby.facing(primary), standby::makeSchema, Clock.systemUTC())
        .apply(ReplicationProgress.SILENT);
  }

  @AfterAll
  static void stop() {
    WRITERS.shutdownNow();
    standby.close();
    primary.close();
  }

  @AfterEach
  void release() {
    primary.link.heal();
    standby.link.heal();
    keeping(SyncMode.ASYNC).look();
  }

  @Test
  void anAcknowledgedWriteIsOnTheStandby() {
    SyncKeeping keeping = keeping(SyncMode.WAIT);
    assertThat(keeping.begin()).isEqualTo(Change.WAITS);
    assertThat(keeping.look()).isEqualTo(Change.NONE);

    for (int i = 0; i < 20; i++) {
      int id = next++;
      primary.execute(VaultRows.users(id, id));

      assertThat(standby.ask("SELECT count(*) FROM vault.vault_user WHERE id = " + id))
          .isEqualTo("1");
    }
  }

  @Test
  void inWaitNothingIsAcknowledgedWhileTheStandbyIsGone() {
    SyncKeeping keeping = keeping(SyncMode.WAIT);
    keeping.begin();
    primary.link.refuse();

    CompletableFuture<Void> write = write();
    await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> !write.isDone());
    assertThat(keeping.look()).isEqualTo(Change.NONE);
    primary.link.heal();

    await().atMost(PATIENCE).until(write::isDone);
  }

  @Test
  void fallbackGoesOnAloneAfterAWhileAndWaitsAgainWhenTheStandbyIsBack() {
    SyncKeeping keeping = keeping(SyncMode.FALLBACK);
    assertThat(keeping.begin()).isEqualTo(Change.NONE);
    await().atMost(PATIENCE).until(() -> keeping.look() == Change.WAITS);
    primary.link.refuse();
    CompletableFuture<Void> write = write();
    awaitGone();

    assertThat(keeping.look()).isEqualTo(Change.NONE);
    assertThat(write).isNotDone();
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(keeping.look()).isEqualTo(Change.FELL_BACK);

    await().atMost(PATIENCE).until(write::isDone);
    assertThat(keeping.look()).isEqualTo(Change.NONE);
    primary.link.heal();
    await().atMost(PATIENCE).until(() -> keeping.look() == Change.WAITS);
  }

  @Test
  void aNodeThatStartsAloneInFallbackDoesNotWait() {
    keeping(SyncMode.WAIT).begin();
    primary.link.refuse();
    awaitGone();

    assertThat(keeping(SyncMode.FALLBACK).begin()).isEqualTo(Change.RELEASED);

    await().atMost(PATIENCE).until(write()::isDone);
  }

  /** The setting outlives the process that made it, and the launcher comes before the next one. */
  @Test
  void whatPreparesANodeToStartWaitsForNoStandby() {
    keeping(SyncMode.WAIT).begin();
    primary.link.refuse();
    awaitGone();

    CompletableFuture<Void> prepared =
        CompletableFuture.runAsync(SyncKeepingTest::prepareAndStart, WRITERS);

    await().atMost(PATIENCE).until(prepared::isDone);
    assertThat(prepared).isCompleted();
    assertThat(write()).isNotDone();
    assertThat(primary.ask("SELECT count(*) FROM vault.audit_event WHERE node_id = 'site-a'"))
        .isEqualTo("1");
  }

  /** Tables and rights, the check of the key, and the event that the node began. */
  private static void prepareAndStart() {
    primary.makePrimary();
    Node node = new Node(primary.node, NodeRole.PRIMARY, "");
    try (VaultDatabase owner =
            VaultDatabase.openToPrepare(primary.address(), primary.ownerLogin(), 1);
        VaultDatabase app = VaultDatabase.open(primary.address(), primary.applicationLogin(), 2)) {
      new JdbiKeyring(new JdbiTransactions(owner, node)).reserve(1, 1);
      var transactions = new JdbiTransactions(app, node);
      var chain = new AuditChain(node.id(), new JdbiAuditEvents(), Trail.authenticator());
      try (var trail =
          new ChainedAuditTrail(chain, transactions, AuditExport.NONE, Clock.systemUTC())) {
        transactions.write(
            tx -> {
              CommitHere.of(tx);
              trail.record(tx, started());
              return true;
            });
      }
    }
  }

  private static AuditEntry started() {
    Target target = new Target("node", "", primary.node.value());
    return new AuditEntry("", "system", AuditAction.NODE_START, target, Outcome.OK, "", "");
  }

  @Test
  void whatAnOperatorSetIsLeftAloneInAsync() {
    primary.execute(
        "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (other)'", "SELECT pg_reload_conf()");
    await()
        .atMost(PATIENCE)
        .until(() -> primary.ask("SHOW synchronous_standby_names").contains("other"));

    assertThat(keeping(SyncMode.ASYNC).look()).isEqualTo(Change.NONE);

    primary.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    await().atMost(PATIENCE).until(() -> primary.ask("SHOW synchronous_standby_names").isEmpty());
  }

  private SyncKeeping keeping(SyncMode mode) {
    return new SyncKeeping(
        owner, new Sync(mode, Duration.ofSeconds(10)), List.of(standby.node), nanos::get);
  }

  private static CompletableFuture<Void> write() {
    int id = next++;
    return CompletableFuture.runAsync(() -> primary.execute(VaultRows.users(id, id)), WRITERS);
  }

  private static void awaitGone() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                primary
                    .ask(
                        "SELECT count(*) FROM pg_stat_replication"
                            + " WHERE application_name = 'vault_to_site_b'")
                    .equals("0"));
  }
}
