package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers whose other side was lost, restored from an older copy, or turned hostile. */
class OtherSideGoneWrongTest {
  private static TestServer primary;
  private static TestServer standby;
  private static PostgreSqlReplication replication;

  @BeforeAll
  static void start() {
    primary = new TestServer("site-a");
    standby = new TestServer("site-b");
    primary.makePrimary();
    primary.execute(VaultRows.vault(20));
    primary.execute(VaultRows.audit("site-a", 1, 50), VaultRows.beat("site-a"));
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
