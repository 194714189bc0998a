package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;

/** Two real servers that follow each other over TLS, through links that can be cut. */
class PostgreSqlReplicationTest {
  private static final AtomicInteger NEXT_USER = new AtomicInteger(100_000);
  private static final AtomicInteger NEXT_EVENT = new AtomicInteger(1_000_000);

  private static TestServer primary;
  private static TestServer standby;
  private static PostgreSqlReplication replication;

  @BeforeAll
  static void start() {
    primary = new TestServer("site-a");
    standby = new TestServer("site-b");
    primary.makePrimary();
    primary.execute(VaultRows.vault(500));
    primary.execute(VaultRows.audit("site-a", 1, 300), VaultRows.beat("site-a"));
    replication =
        new PostgreSqlReplication(
            primary.facing(standby),
            standby.facing(primary),
            standby::makeSchema,
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    standby.close();
    primary.close();
  }

  @BeforeEach
  void connect() {
    primary.link.heal();
    standby.link.heal();
    replication.apply(ReplicationProgress.SILENT);
    awaitEqual();
  }

  @Test
  void aPlanThatWasAppliedHasNothingLeftToDo() {
    ReplicationPlan plan = replication.plan();

    assertThat(plan.steps()).allMatch(step -> step.state() == PlanStep.State.DONE, plan.text());
  }

  @Test
  void bothEndsOfBothChannelsRun() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(replication.status().isRunning()).isTrue());
  }

  @Test
  void changesFlowToTheStandbyAndItsAuditFlowsBack() {
    primary.execute(
        VaultRows.users(60_001, 60_050),
        "UPDATE vault.account SET login = 'admin' WHERE id < 100",
        "DELETE FROM vault.search_token WHERE resource_id < 50",
        VaultRows.audit("site-a", 1_001, 1_100),
        VaultRows.beat("site-a"));
    standby.execute(VaultRows.audit("site-b", 1, 200), VaultRows.beat("site-b"));

    awaitEqual();
    assertThat(primary.ask("SELECT count(*) FROM vault.audit_event WHERE node_id = 'site-b'"))
        .isNotEqualTo("0");
    assertThat(standby.ask("SELECT count(*) FROM vault.account WHERE login = 'admin'"))
        .isEqualTo("99");
  }

  @Test
  void theStandbysLoginReadsTheVaultAndAddsOnlyItsOwnEvents() throws SQLException {
    try (Connection app = standby.asApplication();
        Statement statement = app.createStatement()) {
      statement.executeQuery("SELECT * FROM vault.account_password LIMIT 1").close();
      statement.execute(VaultRows.audit("site-b", 5_001, 5_001));
      statement.execute(VaultRows.beat("site-b"));

      for (String table : Schemas.replicated()) {
        assertThatThrownBy(() -> statement.execute("DELETE FROM vault." + table))
            .hasMessageContaining("permission denied");
      }
      for (String table : ReplicatedTables.FROM_PRIMARY) {
        assertThatThrownBy(
                () -> statement.execute("INSERT INTO vault." + table + " DEFAULT VALUES"))
            .hasMessageContaining("permission denied");
      }
      assertThatThrownBy(() -> statement.execute(VaultRows.audit("site-a", 5_002, 5_002)))
          .hasMessageContaining("row-level security");
      assertThatThrownBy(() -> statement.execute(VaultRows.beat("site-a")))
          .hasMessageContaining("row-level security");
      assertThatThrownBy(() -> statement.execute("UPDATE vault.audit_event SET reason = 'x'"))
          .hasMessageContaining("permission denied");
    }
    awaitEqual();
  }

  @Test
  void aSwallowingLinkIsNoticedOnBothSidesAndHealsWithoutLoss() {
    primary.link.blackHole();
    standby.link.blackHole();
    primary.execute(changes(3_000));
    standby.execute(VaultRows.audit("site-b", 10_001, 10_500));

    await()
        .atMost(Duration.ofSeconds(25))
        .until(() -> ends().stream().noneMatch(ReplicationEnd::isRunning));
    assertThat(ends()).allMatch(e -> e.finding().state() == ReplicationState.DISCONNECTED);
    assertThat(ends()).allMatch(e -> e.finding().remedy().contains("resumes by itself"));

    primary.link.heal();
    standby.link.heal();
    awaitEqual();
    await().atMost(Duration.ofSeconds(20)).until(() -> replication.status().isRunning());
  }

  @Test
  void aRefusingLinkHealsWithoutLoss() {
    primary.link.refuse();
    standby.link.refuse();
    primary.execute(changes(500));
    standby.execute(VaultRows.audit("site-b", 20_001, 20_100));
    await()
        .atMost(Duration.ofSeconds(25))
        .until(() -> ends().stream().noneMatch(ReplicationEnd::isRunning));

    primary.link.heal();
    standby.link.heal();

    awaitEqual();
  }

  @Test
  void aSplitThatOutlastsWhatIsKeptIsToldAndHealedByAReseed() {
    primary.link.refuse();
    TestServer.loseSlot(primary, "vault_to_site_b");
    standby.execute(VaultRows.audit("site-b", 30_001, 30_010));
    primary.execute(
        "UPDATE vault.resource SET address = 'new' WHERE id < 20",
        "DELETE FROM vault.search_token WHERE resource_id BETWEEN 60 AND 70");
    primary.execute(changes(200));

    ReplicationEnd lost = end(primary, Side.SENDER, Direction.TO_STANDBY);
    assertThat(lost.finding().state()).isEqualTo(ReplicationState.LOST);
    assertThat(lost.finding().reason()).contains("max_slot_wal_keep_size");
    assertThat(lost.finding().remedy()).contains("reseed");

    primary.link.heal();
    SeedReport report = replication.reseed(Direction.TO_STANDBY, ReplicationProgress.SILENT);

    assertThat(report.changed()).isGreaterThan(200);
    awaitEqual();
    primary.execute(changes(10));
    awaitEqual();
    await().atMost(Duration.ofSeconds(20)).until(() -> replication.status().isRunning());
  }

  @Test
  void applyingThePlanHealsALostChannelToo() {
    standby.link.refuse();
    standby.execute(VaultRows.audit("site-b", 40_001, 40_010));
    TestServer.loseSlot(standby, "vault_from_site_b");
    standby.link.heal();

    replication.apply(ReplicationProgress.SILENT);

    awaitEqual();
    assertThat(
            primary.ask(
                "SELECT count(*) FROM vault.audit_event WHERE node_id = 'site-b'"
                    + " AND seq BETWEEN 40001 AND 40010"))
        .isEqualTo("10");
  }

  @Test
  void readersSeeTheOldRowsUntilTheSeedIsComplete() throws SQLException {
    standby.execute("UPDATE vault.resource SET address = 'old' WHERE id <= 500");
    try (Connection reader = standby.asApplication();
        Statement statement = reader.createStatement()) {
      ReplicationProgress looking =
          new ReplicationProgress() {
            @Override
            public void begins(PlanStep step) {}

            @Override
            public void copied(String table, long rows) {
              assertThat(count(statement, "vault.resource WHERE address = 'old'")).isEqualTo(500);
              assertThat(count(statement, "vault.account")).isGreaterThanOrEqualTo(500);
            }
          };

      replication.reseed(Direction.TO_STANDBY, looking);

      assertThat(count(statement, "vault.resource WHERE address = 'old'")).isZero();
    }
    awaitEqual();
  }

  @Test
  void theStandbyReseedsItselfWithItsCertificateAlone() {
    ServerAccess ownServer = standby.facing(primary).access();
    primary.execute(changes(50));
    standby.execute("DELETE FROM vault.search_token WHERE resource_id > 300");

    SeedReport report =
        new PostgreSqlReplication(
                new PostgreSqlReplication.Server(
                    primary.facing(standby).site(), standby.asReplicationRoleOn(primary)),
                new PostgreSqlReplication.Server(standby.facing(primary).site(), ownServer),
                standby::makeSchema,
                Clock.systemUTC())
            .reseed(Direction.TO_STANDBY, ReplicationProgress.SILENT);

    assertThat(report.changed()).isGreaterThanOrEqualTo(600);
    awaitEqual();
  }

  @Test
  void aStrayRowIsExplainedAndAReseedRemovesIt() {
    int id = NEXT_USER.getAndIncrement();
    standby.execute(VaultRows.users(id, id).replace("'u' ||", "'stray' ||"));
    primary.execute(VaultRows.users(id, id));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              ReplicationEnd end = end(standby, Side.RECEIVER, Direction.TO_STANDBY);
              assertThat(end.finding().state()).isEqualTo(ReplicationState.BLOCKED);
              assertThat(end.finding().reason()).contains("row that does not belong there");
              assertThat(end.finding().remedy()).contains("reseed");
            });

    replication.reseed(Direction.TO_STANDBY, ReplicationProgress.SILENT);
    awaitEqual();
    await().atMost(Duration.ofSeconds(30)).until(() -> replication.status().isRunning());
  }

  @Test
  void aSubscriptionThatWasTurnedOffIsToldAndTurnedOnByThePlan() {
    standby.execute("ALTER SUBSCRIPTION vault_to_site_b DISABLE");

    ReplicationEnd end = end(standby, Side.RECEIVER, Direction.TO_STANDBY);
    assertThat(end.finding().state()).isEqualTo(ReplicationState.DISABLED);

    replication.apply(ReplicationProgress.SILENT);
    primary.execute(changes(5));
    awaitEqual();
  }

  @Test
  void aWayThatIsClosedIsToldWithTheLineThatOpensIt() {
    standby.execute("ALTER SUBSCRIPTION vault_to_site_b DISABLE");
    primary.link.refuse();

    ReplicationException refused =
        catchThrowableOfType(
            ReplicationException.class, () -> replication.apply(ReplicationProgress.SILENT));

    assertThat(refused)
        .hasMessageContaining("hostssl vault vault_replication")
        .hasMessageContaining("at the standby")
        .hasMessageContaining("Nothing was done");
  }

  @Test
  void removingLeavesNothingButTheRowsAndCanBeUndone() {
    ReplicationPlan removal = replication.remove(ReplicationProgress.SILENT);

    assertThat(removal.isDone()).as(removal.text()).isTrue();
    for (TestServer server : List.of(primary, standby)) {
      assertThat(
              server.ask(
                  "SELECT (SELECT count(*) FROM pg_publication)"
                      + " + (SELECT count(*) FROM pg_subscription)"
                      + " + (SELECT count(*) FROM pg_replication_slots)"
                      + " + (SELECT count(*) FROM pg_replication_origin)"
                      + " + (SELECT count(*) FROM pg_policies)"
                      + " + (SELECT count(*) FROM pg_roles WHERE rolname = 'vault_replication')"))
          .isEqualTo("0");
    }
    assertThat(replication.status().isRunning()).isFalse();
    assertThat(replication.planRemoval().isDone()).isTrue();

    primary.execute(changes(20));
    standby.execute(VaultRows.audit("site-b", 50_001, 50_020));
    replication.apply(ReplicationProgress.SILENT);
    awaitEqual();
  }

  private static String[] changes(int n) {
    int first = NEXT_USER.getAndAdd(n);
    int event = NEXT_EVENT.getAndAdd(n);
    return new String[] {
      VaultRows.users(first, first + n - 1), VaultRows.audit("site-a", event, event + n - 1)
    };
  }

  private static long count(Statement statement, String what) {
    try (var row = statement.executeQuery("SELECT count(*) FROM " + what)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ReplicationEnd> ends() {
    return replication.status().ends().toList();
  }

  private static ReplicationEnd end(TestServer at, Side side, Direction direction) {
    ReplicationStatus status = replication.status();
    return (at == primary ? status.atPrimary() : status.atStandby())
        .stream()
            .filter(e -> e.side() == side && e.channel().direction() == direction)
            .findFirst()
            .orElseThrow();
  }

  private static void awaitEqual() {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(standby.digests()).isEqualTo(primary.digests()));
  }
}
