package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditReport;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel.Direction;

/** Two primaries share one central database, and two standbys follow it. */
class CentralDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int EVENTS = 40;

  private static TestServer central;
  private static TestServer east;
  private static TestServer west;
  private static PostgreSqlReplication toEast;
  private static List<Member> members;

  @BeforeAll
  static void start() {
    central = new TestServer("centre");
    east = new TestServer("east");
    west = new TestServer("west");
    central.makePrimary();
    central.execute(VaultRows.vault(50));
    toEast = between(central, east);
    toEast.apply(ReplicationProgress.SILENT);
    between(central, west).apply(ReplicationProgress.SILENT);
    members =
        List.of(
            new Member("first", NodeRole.PRIMARY, central),
            new Member("second", NodeRole.PRIMARY, central),
            new Member("east", NodeRole.STANDBY, east),
            new Member("west", NodeRole.STANDBY, west));
    members.forEach(member -> member.meet(members, CentralDatabaseTest::member));
  }

  @AfterAll
  static void stop() {
    members.forEach(Member::close);
    west.close();
    east.close();
    central.close();
  }

  @Test
  void fourNodesWorkAtOnceAndAllIsEqualEverywhere() throws Exception {
    west.link.refuse();
    central.link.refuse();
    List<Runnable> work = new ArrayList<>();
    members.forEach(member -> work.add(() -> member.record(EVENTS)));
    work.add(() -> central.execute(VaultRows.users(1_000, 1_400)));
    work.add(() -> central.execute("UPDATE vault.resource SET address = 'moved' WHERE id < 30"));
    allAtOnce(work);
    west.link.heal();
    central.link.heal();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(east.digests()).isEqualTo(central.digests());
              assertThat(west.digests()).isEqualTo(central.digests());
            });
    AuditReport report = members.getFirst().verify();
    assertThat(report.ok()).as(report.toString()).isTrue();
    assertThat(report.nodes())
        .extracting(node -> node.node().value() + " " + node.count())
        .containsExactlyInAnyOrder(
            "first " + EVENTS, "second " + EVENTS, "east " + EVENTS, "west " + EVENTS);
    for (Member member : members) {
      assertThat(member.verify()).isEqualTo(report);
    }
    everyNodeListsTheOthersAsAlive();
    whenOneStandbyIsCutOffTheOthersAreStillAlive();
  }

  private static void everyNodeListsTheOthersAsAlive() {
    awaitWatched(
        () -> {
          for (Member member : members) {
            assertThat(member.status().peers()).hasSize(3);
            assertThat(member.status().haStatus()).isEqualTo(HaState.ALIVE);
            assertThat(member.status().replicationStatus()).isEqualTo(HaState.ALIVE);
          }
        });
  }

  private static void whenOneStandbyIsCutOffTheOthersAreStillAlive() {
    west.execute("ALTER SUBSCRIPTION vault_to_west DISABLE");
    awaitWatched(
        () -> {
          for (String primary : List.of("first", "second")) {
            assertThat(seen(primary, "west").replicationStatus()).isEqualTo(HaState.FAILED);
            assertThat(seen(primary, "east").replicationStatus()).isEqualTo(HaState.ALIVE);
          }
          assertThat(member(new NodeId("east")).status().peers())
              .filteredOn(peer -> peer.role() == NodeRole.PRIMARY)
              .allMatch(peer -> peer.replicationStatus() == HaState.ALIVE);
        });
    west.execute("ALTER SUBSCRIPTION vault_to_west ENABLE");
    everyNodeListsTheOthersAsAlive();
  }

  /** Both primaries may find the same lost channel at the same time. */
  @Test
  void aChannelIsCopiedAnewByOneNodeAtATime() {
    toEast.reseed(
        Direction.TO_PRIMARY,
        new ReplicationProgress() {
          @Override
          public void begins(PlanStep step) {}

          @Override
          public void copied(String table, long rows) {
            assertThatThrownBy(
                    () ->
                        between(central, east)
                            .reseed(Direction.TO_PRIMARY, ReplicationProgress.SILENT))
                .isInstanceOf(ReplicationException.class)
                .hasMessageContaining("being copied anew already");
          }
        });

    assertThat(toEast.reseed(Direction.TO_PRIMARY, ReplicationProgress.SILENT).changed()).isZero();
  }

  private static HaPeer seen(String by, String node) {
    return member(new NodeId(by)).status().peers().stream()
        .filter(peer -> peer.node().value().equals(node))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitWatched(org.awaitility.core.ThrowingRunnable expected) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              members.forEach(Member::watch);
              expected.run();
            });
  }

  private static void allAtOnce(List<Runnable> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      work.forEach(each -> running.add(threads.submit(each)));
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private static Member member(NodeId id) {
    return members.stream().filter(m -> m.id.equals(id)).findFirst().orElseThrow();
  }

  private static PostgreSqlReplication between(TestServer primary, TestServer standby) {
    return new PostgreSqlReplication(
        primary.facing(standby), standby.facing(primary), standby::makeSchema, Clock.systemUTC());
  }
}
