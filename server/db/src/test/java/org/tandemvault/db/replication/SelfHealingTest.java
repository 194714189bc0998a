package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;

/** Nodes that copy what they missed anew by themselves, each with its own rights only. */
class SelfHealingTest {
  private static TestServer primary;
  private static TestServer standby;
  private static PostgreSqlReplication replication;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    primary = new TestServer("site-a");
    standby = new TestServer("site-b");
    primary.makePrimary();
    primary.execute(VaultRows.vault(300));
    primary.execute(VaultRows.audit("site-a", 1, 100), VaultRows.beat("site-a"));
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
  void aChannelThatIsWellIsLeftAlone() {
    assertThat(ofStandby().heal(ReplicationProgress.SILENT)).isEmpty();
    assertThat(ofPrimary().heal(ReplicationProgress.SILENT)).isEmpty();
  }

  @Test
  void theStandbyCatchesUpByItselfAfterASplitThatWasTooLong() {
    primary.link.refuse();
    primary.execute(VaultRows.users(10_000, 10_100));
    TestServer.loseSlot(primary, "vault_to_site_b");
    assertThat(standby.ask("SELECT count(*) FROM vault.vault_user WHERE id >= 10000"))
        .isEqualTo("0");
    standby.execute(VaultRows.audit("site-b", 1, 50));
    primary.link.heal();

    Optional<SeedReport> report = ofStandby().heal(ReplicationProgress.SILENT);

    assertThat(report).isPresent();
    assertThat(begun()).doesNotExist();
    awaitEqual();
    primary.execute(VaultRows.users(10_200, 10_210));
    awaitEqual();
    await().atMost(Duration.ofSeconds(20)).until(() -> replication.status().isRunning());
    assertThat(replication.plan().isDone()).isTrue();
  }

  @Test
  void thePrimaryGetsTheEventsOfAStandbyThatWasAwayForTooLong() {
    standby.link.refuse();
    standby.execute(VaultRows.audit("site-b", 101, 150));
    TestServer.loseSlot(standby, "vault_from_site_b");
    standby.link.heal();

    assertThat(ofPrimary().heal(ReplicationProgress.SILENT)).isPresent();

    awaitEqual();
    assertThat(
            primary.ask(
                "SELECT count(*) FROM vault.audit_event WHERE node_id = 'site-b' AND seq > 100"))
        .isEqualTo("50");
  }

  @Test
  void aRunThatBrokeIsBegunAnew() throws IOException {
    String way = standby.ask("SELECT subconninfo FROM pg_subscription");
    Files.writeString(begun(), way);
    standby.execute(
        "ALTER SUBSCRIPTION vault_to_site_b DISABLE",
        "ALTER SUBSCRIPTION vault_to_site_b SET (slot_name = NONE)",
        "DROP SUBSCRIPTION vault_to_site_b");
    primary.execute(VaultRows.users(20_000, 20_010));

    assertThat(ofStandby().heal(ReplicationProgress.SILENT)).isPresent();

    assertThat(begun()).doesNotExist();
    awaitEqual();
  }

  @Test
  void whatAPersonRemovedIsNotMadeAgain() {
    replication.remove(ReplicationProgress.SILENT);

    assertThat(ofStandby().heal(ReplicationProgress.SILENT)).isEmpty();

    assertThat(standby.ask("SELECT count(*) FROM pg_subscription")).isEqualTo("0");
  }

  private SelfHealing ofStandby() {
    return new SelfHealing(
        SelfHealing.incoming(standby.node, primary.node, true),
        standby.facing(primary),
        new PostgreSqlReplication.Server(
            primary.facing(standby).site(), standby.asReplicationRoleOn(primary)),
        begun());
  }

  private SelfHealing ofPrimary() {
    ReplicationChannel channel = SelfHealing.incoming(primary.node, standby.node, false);
    assertThat(channel.direction()).isEqualTo(Direction.TO_PRIMARY);
    return new SelfHealing(
        channel,
        primary.facing(standby),
        new PostgreSqlReplication.Server(
            standby.facing(primary).site(), primary.asReplicationRoleOn(standby)),
        begun());
  }

  private Path begun() {
    return folder.resolve("reseed");
  }

  private static void awaitEqual() {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(standby.digests()).isEqualTo(primary.digests()));
  }
}
