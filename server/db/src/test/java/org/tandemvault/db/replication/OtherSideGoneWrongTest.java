package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/** Servers whose other side was lost, restored from an older copy, or turned hostile. */
class OtherSideGoneWrongTest {
  private static TestServer primary;
  private static TestServer standby;
  private static VaultDatabase database;
  private static JdbiReplicationEnds ends;
  private static PostgreSqlReplication replication;

  @BeforeAll
  static void start() {
    primary = new TestServer("site-a");
    standby = new TestServer("site-b");
    primary.makePrimary();
    primary.execute(VaultRows.vault(20));
    primary.execute(VaultRows.audit("site-a", 1, 50), VaultRows.beat("site-a"));
    database = VaultDatabase.open(primary.address(), primary.applicationLogin(), 2);
    Node node = new Node(primary.node, NodeRole.PRIMARY, "");
    ends = new JdbiReplicationEnds(new JdbiTransactions(database, node), Clock.systemUTC());
    replication =
        new PostgreSqlReplication(
            primary.facing(standby),
            standby.facing(primary),
            standby::makeSchema,
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    database.close();
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
  void aStandbyWhoseDatabaseWasLostGoesOnWhereItsChainEnded() {
    int end = nextEvent("site-b") + 99;
    standby.execute(VaultRows.audit("site-b", end - 99, end), VaultRows.beat("site-b"));
    awaitEqual();
    loseTables();

    replication.apply(ReplicationProgress.SILENT);

    assertThat(nextEvent("site-b")).isEqualTo(end + 1);
    standby.execute(VaultRows.audit("site-b", end + 1, end + 10), VaultRows.beat("site-b"));
    awaitEqual();
    assertThat(
            primary.ask(
                "SELECT count(*) FROM vault.audit_event WHERE node_id = 'site-b' AND seq > " + end))
        .isEqualTo("10");
    await().atMost(Duration.ofSeconds(20)).until(() -> replication.status().isRunning());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM vault.audit_event WHERE node_id = 'site-a'",
        "TRUNCATE vault.audit_event",
        "INSERT INTO vault.audit_event SELECT 'site-a', 900001, happened_at, actor_id, actor,"
            + " actor_key, action, target_type, target_id, target_name, target_key, outcome,"
            + " reason, client, prev_hash, hash FROM vault.audit_event LIMIT 1",
        "UPDATE vault.heartbeat SET beat = 900001 WHERE node_id = 'site-a'"
      })
  void whoOwnsTheStandbysDatabaseCanNeitherEraseNorForgeWhatThePrimaryHas(String forged) {
    Map<String, String> before = primary.digests();
    standby.execute(
        "CREATE TABLE public.kept AS SELECT * FROM vault.audit_event",
        "ALTER TABLE vault.audit_event DISABLE TRIGGER ALL",
        "ALTER PUBLICATION vault_audit_of_site_b SET TABLE vault.audit_event",
        "ALTER PUBLICATION vault_beat_of_site_b SET TABLE vault.heartbeat",
        "ALTER PUBLICATION vault_audit_of_site_b SET (publish = 'insert,update,delete,truncate')");
    try {
      standby.execute(forged);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                ReplicationEnd end = receiverAtPrimary();
                assertThat(end.finding().state()).isEqualTo(ReplicationState.BLOCKED);
                assertThat(end.finding().reason()).contains("changes it must not send");
              });
      assertThat(primary.digests()).isEqualTo(before);
    } finally {
      standby.execute(
          "TRUNCATE vault.audit_event",
          "INSERT INTO vault.audit_event SELECT * FROM public.kept",
          "DROP TABLE public.kept",
          "ALTER TABLE vault.audit_event ENABLE ALWAYS TRIGGER guard_change",
          "ALTER TABLE vault.audit_event ENABLE ALWAYS TRIGGER guard_truncate",
          "ALTER TABLE vault.audit_event ENABLE REPLICA TRIGGER guard_owner");
      replication.apply(ReplicationProgress.SILENT);
      replication.reseed(Direction.TO_PRIMARY, ReplicationProgress.SILENT);
      primary.execute(VaultRows.beat("site-a"));
    }
    awaitEqual();
  }

  @Test
  void aTableThatTheStandbyMustNotSendIsNotTaken() {
    standby.execute("ALTER PUBLICATION vault_audit_of_site_b ADD TABLE vault.vault_user");

    ReplicationException refused = refusal(Direction.TO_PRIMARY);

    assertThat(refused).hasMessageContaining("tables that it must not send: vault.vault_user");
    replication.apply(ReplicationProgress.SILENT);
    assertThat(replication.plan().isDone()).isTrue();
  }

  @Test
  void theOwnerOfTheDatabaseIsHeldBackFromChangingEventsByMistake() {
    for (String sql :
        List.of(
            "UPDATE vault.audit_event SET reason = 'x'",
            "DELETE FROM vault.audit_event",
            "TRUNCATE vault.audit_event")) {
      assertThatThrownBy(() -> primary.execute(sql)).hasMessageContaining("are never changed");
    }
  }

  @Test
  void aHistoryThatDiffersIsRefusedAndNothingIsTouched() {
    int event = nextEvent("site-b");
    standby.execute(VaultRows.audit("site-b", event, event));
    awaitEqual();
    forge(event, "forged");
    try {
      ReplicationException refused = refusal(Direction.TO_PRIMARY);

      assertThat(refused.reason()).isEqualTo(ReplicationException.Reason.REFUSED);
      assertThat(refused).hasMessageContaining("audit events differ");
    } finally {
      forge(event, "");
    }
  }

  @Test
  void aPrimaryThatWasRestoredFromAnOlderCopyDoesNotTakeTheNewestRowsAway() {
    int newest = nextEvent("site-a");
    String channel = standby.ask("SELECT oid FROM pg_subscription");
    standby.execute(VaultRows.audit("site-a", newest, newest));
    try {
      ReplicationException refused = refusal(Direction.TO_STANDBY);

      assertThat(refused.reason()).isEqualTo(ReplicationException.Reason.REFUSED);
      assertThat(refused)
          .hasMessageContaining("holds audit event " + newest + " of node site-a")
          .hasMessageContaining("restored from an older copy");
      assertThat(standby.ask("SELECT oid FROM pg_subscription")).isEqualTo(channel);
    } finally {
      standby.execute(
          "ALTER TABLE vault.audit_event DISABLE TRIGGER guard_change",
          "DELETE FROM vault.audit_event WHERE node_id = 'site-a' AND seq = " + newest,
          "ALTER TABLE vault.audit_event ENABLE ALWAYS TRIGGER guard_change");
    }
    awaitEqual();
  }

  @Test
  void aReseedFromAnotherVaultIsRefusedBeforeAnythingIsTakenAway() {
    String channel = standby.ask("SELECT oid FROM pg_subscription");
    standby.execute("UPDATE vault.key_check SET check_value = '\\x0909'");
    try {
      assertThat(refusal(Direction.TO_STANDBY)).hasMessageContaining("different vaults");
      assertThat(standby.ask("SELECT oid FROM pg_subscription")).isEqualTo(channel);
    } finally {
      standby.execute("UPDATE vault.key_check SET check_value = '\\x0102'");
    }
  }

  @Test
  void theReplicationCertificateOpensTheVaultsDatabaseAlone() {
    standby.asReplicationRoleOn(primary).open().close();

    assertThatThrownBy(() -> standby.asReplicationRoleOn(primary, "postgres").open())
        .hasMessageContaining("pg_hba.conf");
  }

  @Test
  void aServerThatHoldsMoreThanTheVaultIsWarnedOf() {
    standby.execute("CREATE DATABASE salaries");
    try {
      ReplicationPlan plan = replication.plan();

      assertThat(plan.text()).contains("It also holds salaries.");
      assertThat(plan.isDone()).isTrue();
    } finally {
      standby.execute("DROP DATABASE salaries");
    }
  }

  private static void forge(int event, String reason) {
    primary.execute(
        "ALTER TABLE vault.audit_event DISABLE TRIGGER guard_change",
        "UPDATE vault.audit_event SET reason = '"
            + reason
            + "' WHERE node_id = 'site-b' AND seq = "
            + event,
        "ALTER TABLE vault.audit_event ENABLE ALWAYS TRIGGER guard_change");
  }

  private static ReplicationException refusal(Direction direction) {
    return catchThrowableOfType(
        ReplicationException.class,
        () -> replication.reseed(direction, ReplicationProgress.SILENT));
  }

  /** As the primary's own login sees it. */
  private static ReplicationEnd receiverAtPrimary() {
    return ends.look().stream()
        .filter(end -> end.side() == Side.RECEIVER)
        .findFirst()
        .orElseThrow();
  }

  /** As after the loss of the disk: an empty database in a new cluster. */
  private static void loseTables() {
    standby.link.refuse();
    try (ServerSession session = standby.facing(primary).access().open()) {
      Subscriptions.drop(session, "vault_to_site_b");
      Slots.drop(session, "vault_from_site_b", Duration.ofSeconds(20));
    }
    standby.execute(
        "DROP PUBLICATION vault_audit_of_site_b, vault_beat_of_site_b",
        "DROP SCHEMA vault CASCADE",
        "DROP SCHEMA vault_admin CASCADE");
    standby.link.heal();
  }

  private static int nextEvent(String node) {
    return Integer.parseInt(
        standby.ask(
            "SELECT coalesce(max(seq), 0) + 1 FROM vault.audit_event WHERE node_id = '"
                + node
                + "'"));
  }

  private static void awaitEqual() {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(standby.digests()).isEqualTo(primary.digests()));
  }
}
