package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/** One database of two primaries, and two standbys. */
class ManyStandbysTest {
  private final TestServer primary = new TestServer("site-a");
  private final TestServer first = new TestServer("site-b");
  private final TestServer second = new TestServer("site-c");

  @BeforeEach
  void fill() {
    primary.makePrimary();
    primary.execute(VaultRows.vault(50));
  }

  @AfterEach
  void stop() {
    second.close();
    first.close();
    primary.close();
  }

  @Test
  void everyStandbyGetsEveryNodesEventsAndLeavesAlone() {
    PostgreSqlReplication toFirst = between(primary, first);
    PostgreSqlReplication toSecond = between(primary, second);
    toFirst.apply(ReplicationProgress.SILENT);
    toSecond.apply(ReplicationProgress.SILENT);

    primary.execute(
        VaultRows.audit("site-a", 1, 20),
        VaultRows.audit("site-a2", 1, 20),
        VaultRows.beat("site-a"),
        VaultRows.beat("site-a2"),
        VaultRows.users(500, 520));
    first.execute(VaultRows.audit("site-b", 1, 30), VaultRows.beat("site-b"));
    second.execute(VaultRows.audit("site-c", 1, 40), VaultRows.beat("site-c"));

    awaitAllEqual();
    assertThat(second.ask("SELECT count(*) FROM vault.audit_event")).isEqualTo("110");
    assertThat(ends(primary)).hasSize(4).allMatch(ReplicationEnd::isRunning);
    assertThat(ends(first))
        .extracting(ReplicationEnd::side)
        .containsExactlyInAnyOrder(Side.SENDER, Side.RECEIVER);

    toFirst.remove(ReplicationProgress.SILENT);

    assertThat(toSecond.plan().isDone()).isTrue();
    primary.execute(VaultRows.users(600, 620));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(second.digests()).isEqualTo(primary.digests()));
    assertThat(toSecond.status().isRunning()).isTrue();
  }

  /** As the node's own login sees it. */
  private static List<ReplicationEnd> ends(TestServer server) {
    try (VaultDatabase database =
        VaultDatabase.open(server.address(), server.applicationLogin(), 2)) {
      Node node = new Node(new NodeId("site-a"), NodeRole.PRIMARY, "");
      return new JdbiReplicationEnds(new JdbiTransactions(database, node), Clock.systemUTC())
          .look();
    }
  }

  private static PostgreSqlReplication between(TestServer primary, TestServer standby) {
    return new PostgreSqlReplication(
        primary.facing(standby), standby.facing(primary), standby::makeSchema, Clock.systemUTC());
  }

  private void awaitAllEqual() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(first.digests()).isEqualTo(primary.digests());
              assertThat(second.digests()).isEqualTo(primary.digests());
            });
  }
}
