package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.db.bundled.ExternalPostgres;
import org.tandemvault.db.bundled.LossyNetwork;
import org.tandemvault.db.bundled.LossyNetwork.Site;
import org.tandemvault.db.schema.NodeDatabase;

/** Two servers on a network that really loses packets, where this machine lets us make one. */
class PacketLossTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SOME = 10;

  private static LossyNetwork network;
  private static ExternalPostgres primary;
  private static ExternalPostgres standby;
  private static PostgreSqlReplication replication;

  @BeforeAll
  static void start() {
    Optional<String> missing = LossyNetwork.missing();
    Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    network = LossyNetwork.create();
    primary = new ExternalPostgres(network.place(Site.A));
    standby = new ExternalPostgres(network.place(Site.B));
    primary.trust(standby);
    standby.trust(primary);
    new NodeDatabase(primary.database(), primary.login("vault_owner")).migrate("vault_app");
    primary.execute(VaultRows.vault(100));
    replication =
        new PostgreSqlReplication(
            primary.asServer("primary"),
            standby.asServer("standby"),
            new StandbyDatabase(standby.database(), standby.login("dba"))::makeSchema,
            Clock.systemUTC());
    replication.apply(ReplicationProgress.SILENT);
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable each : new AutoCloseable[] {standby, primary, network}) {
      close(each);
    }
  }

  @Test
  void rowsTravelThroughLossAndASplitHealsByItself() {
    network.lose(SOME);
    for (int i = 0; i < 40; i++) {
      primary.execute(VaultRows.users(1_000 + 10 * i, 1_009 + 10 * i));
      standby.execute(VaultRows.audit("standby", 1 + i, 1 + i));
    }
    awaitEqual();

    network.lose(100);
    primary.execute(VaultRows.users(5_000, 7_000));
    standby.execute(VaultRows.audit("standby", 1_001, 1_200));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(replication.status().ends())
                    .hasSize(4)
                    .allMatch(end -> end.finding().state() == ReplicationState.DISCONNECTED));

    network.lose(SOME);
    awaitEqual();

    network.lose(0);
    await().atMost(PATIENCE).until(() -> replication.status().isRunning());
    awaitEqual();
  }

  private static void awaitEqual() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(digest(standby)).isEqualTo(digest(primary)));
  }

  /** The rows that the test writes, on either side. */
  private static String digest(ExternalPostgres server) {
    return server.ask(
        """
        SELECT (SELECT count(*) || ' ' || md5(string_agg(u::text, '' ORDER BY id))
                  FROM vault.vault_user u)
            || (SELECT count(*) || ' ' || md5(string_agg(a::text, '' ORDER BY node_id, seq))
                  FROM vault.audit_event a)
        """);
  }

  private static void close(AutoCloseable each) {
    try {
      if (each != null) {
        each.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
