package org.tandemvault.db.replication.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.SeedReport;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;

/** What comes after the set-up: copying anew, removing, changing sides. */
final class SqlServerAfterwardsTest {

  @Test
  void aLongSnapshotTellsTheMinutes() {
    FakeWorld world = setUp();
    for (int second = 0; second < 150; second++) {
      world.slowly.add("[45%] Bulk copying.");
    }
    List<String> said = new ArrayList<>();
    world.replication().reseed(Direction.TO_STANDBY, saying(said));
    assertThat(said)
        .containsSubsequence(
            "[45%] Bulk copying.",
            "It has taken 1 minute so far.",
            "It has taken 2 minutes so far.",
            "[100%] A snapshot of 20 article(s) was generated.")
        .containsOnlyOnce("[45%] Bulk copying.");
  }

  private static ReplicationProgress saying(List<String> said) {
    return new ReplicationProgress() {
      @Override
      public void begins(PlanStep step) {}

      @Override
      public void says(String line) {
        said.add(line);
      }

      @Override
      public void copied(String table, long rows) {}
    };
  }

  @Test
  void reseedingBeginsAnewWithASnapshotAndTouchesNoRowThatWasTakenOver() {
    FakeWorld world = setUp();
    String end = world.state();
    world.statements.clear();
    SeedReport report =
        world.replication().reseed(Direction.TO_PRIMARY, ReplicationProgress.SILENT);
    assertThat(report.tables())
        .extracting(SeedReport.Table::name)
        .containsExactly("audit_event", "heartbeat");
    assertThat(world.calls())
        .extracting(ProcedureCall::procedure)
        .containsSubsequence(
            "sp_reinitsubscription", "sp_startpublication_snapshot", "sp_posttracertoken");
    assertThat(world.statements).noneMatch(s -> s.shown().contains("DELETE"));
    assertThat(world.state()).isEqualTo(end);
  }

  @Test
  void whatIsNotSetUpIsNotCopiedAnew() {
    FakeWorld world = new FakeWorld();
    assertThatThrownBy(
            () -> world.replication().reseed(Direction.TO_PRIMARY, ReplicationProgress.SILENT))
        .hasMessageContaining("run bin/ConfigureReplication.sh setup");
    assertThat(world.changes()).isEmpty();
  }

  @Test
  void whoMayNotRemoveAtOneServerTouchesNeither() {
    FakeWorld world = setUp();
    world.standby.sysadmin = false;
    world.statements.clear();
    assertThatThrownBy(() -> world.replication().remove(ReplicationProgress.SILENT))
        .hasMessageStartingWith("Nothing was done: at the standby")
        .hasMessageContaining("sysadmin");
    assertThat(world.statements).isEmpty();
  }

  @Test
  void removingLeavesNothingButRowsAndNarrowRights() {
    FakeWorld world = setUp();
    ReplicationPlan after = world.replication().remove(ReplicationProgress.SILENT);
    assertThat(after.isDone()).as(after.text()).isTrue();
    for (FakeServer server : List.of(world.primary, world.standby)) {
      assertThat(server.publications).isEmpty();
      assertThat(server.logins).isEmpty();
      assertThat(server.marks).isEmpty();
      assertThat(server.received).isEmpty();
      assertThat(server.distributor).isFalse();
      assertThat(server.published).isFalse();
      assertThat(server.taken).containsExactly("audit_event");
      assertThat(server.schemas.get("vault_inbox")).isEmpty();
    }
    world.replication().apply(ReplicationProgress.SILENT);
    assertThat(world.replication().plan().isDone()).isTrue();
  }

  @Test
  void aServerIsCleanedWhenTheOtherOneIsGone() {
    FakeWorld world = setUp();
    SqlServerReplication alone =
        new SqlServerReplication(
            FakeWorld.server(world.primary, "primary"),
            SqlServerReplication.Server.of(
                () -> {
                  throw new ReplicationException(
                      ReplicationException.Reason.UNREACHABLE, "SQLB does not answer.");
                },
                new org.tandemvault.core.node.NodeId("standby-b"),
                FakeServer.VAULT,
                "vault_app"),
            Options.usual(),
            new SqlServerReplication.Means(
                FakeWorld.schema(world.primary),
                FakeWorld.schema(world.standby),
                world.patience()));
    ReplicationPlan after = alone.remove(ReplicationProgress.SILENT);
    assertThat(after.blocked()).hasSize(1);
    assertThat(after.text()).contains("SQLB does not answer.");
    assertThat(world.primary.publications).isEmpty();
    assertThat(world.primary.distributor).isFalse();
    assertThat(world.standby.publications).isNotEmpty();
  }

  @Test
  void anAgentThatIsRefusedIsToldInWordsInsteadOfWaitingForEver() {
    FakeWorld world = setUp();
    world.standby.logins.put("vault_apply_to_standby_b", "another");
    assertThatThrownBy(
            () -> world.replication().reseed(Direction.TO_STANDBY, ReplicationProgress.SILENT))
        .hasMessageContaining("refused the agent's login")
        .hasMessageContaining("setup");
  }

  @Test
  void sidesAreExchangedOnlyWhenTheOldArrangementIsGoneAtBothServers() {
    FakeWorld world = setUp();
    String before = world.state();
    world.statements.clear();
    assertThatThrownBy(() -> world.exchanged().apply(ReplicationProgress.SILENT))
        .hasMessageContaining("at the standby: ")
        .hasMessageContaining("vault_to_standby_b")
        .hasMessageContaining("at the primary: ")
        .hasMessageContaining("vault_from_standby_b")
        .hasMessageContaining("bin/ConfigureReplication.sh remove");
    assertThat(world.changes()).isEmpty();
    assertThat(world.state()).isEqualTo(before);

    withoutPrimary(world).remove(ReplicationProgress.SILENT);
    assertThatThrownBy(() -> world.exchanged().apply(ReplicationProgress.SILENT))
        .hasMessageContaining("vault_to_standby_b");

    world.replication().remove(ReplicationProgress.SILENT);
    ReplicationPlan after = world.exchanged().apply(ReplicationProgress.SILENT);
    assertThat(after.isDone()).as(after.text()).isTrue();
    assertThat(world.standby.publications).containsOnlyKeys("vault_to_primary");
    assertThat(world.primary.publications).containsOnlyKeys("vault_from_primary");
  }

  /** Its server does not answer. */
  private static SqlServerReplication withoutPrimary(FakeWorld world) {
    return new SqlServerReplication(
        SqlServerReplication.Server.of(
            () -> {
              throw new ReplicationException(
                  ReplicationException.Reason.UNREACHABLE, "SQLA does not answer.");
            },
            new org.tandemvault.core.node.NodeId("primary"),
            FakeServer.VAULT,
            "vault_app"),
        FakeWorld.server(world.standby, FakeWorld.STANDBY),
        Options.usual(),
        new SqlServerReplication.Means(
            FakeWorld.schema(world.primary), FakeWorld.schema(world.standby), world.patience()));
  }

  private static FakeWorld setUp() {
    FakeWorld world = new FakeWorld();
    world.replication().apply(ReplicationProgress.SILENT);
    return world;
  }
}
