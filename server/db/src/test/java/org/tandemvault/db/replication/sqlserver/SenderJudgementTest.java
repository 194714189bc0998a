package org.tandemvault.db.replication.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationProgress;

final class SenderJudgementTest {
  private static final ReplicationChannel CHANNEL =
      new ReplicationChannel(new NodeId("standby-b"), Direction.TO_STANDBY);
  private static final List<Row> ACTIVE = List.of(FakeServer.row("status", 2));

  @ParameterizedTest
  @CsvSource({
    "1, 5, RUNNING",
    "3, 5, RUNNING",
    "4, 599, RUNNING",
    "4, 601, DISCONNECTED",
    "2, 5, DISABLED",
    "5, 5, DISCONNECTED",
    "6, 5, DISCONNECTED"
  })
  void anAgentsNewestWordTellsTheState(int runstatus, int age, ReplicationState state) {
    for (String kind : List.of("log reader", "push")) {
      assertThat(judged(ACTIVE, runs(kind, runstatus, age, "")).state()).as(kind).isEqualTo(state);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, LOST", "1, DISABLED", "2, RUNNING"})
  void aSubscriptionsStatusTellsTheState(int status, ReplicationState state) {
    List<Row> subscriptions = List.of(FakeServer.row("status", status));
    assertThat(judged(subscriptions, runs("push", 4, 5, "")).state()).isEqualTo(state);
  }

  @Test
  void aSubscriptionThatIsGoneIsLost() {
    assertThat(judged(List.of(), List.of()).state()).isEqualTo(ReplicationState.LOST);
  }

  @Test
  void anAgentThatIsGoneIsLost() {
    assertThat(judged(ACTIVE, List.of()).reason()).contains("log reader agent").contains("gone");
  }

  @Test
  void aServiceThatDoesNotRunIsToldFirst() {
    Finding finding = new SenderJudgement(CHANNEL, ACTIVE, runs("push", 4, 5, ""), false).finding();
    assertThat(finding.reason()).isEqualTo("SQL Server Agent does not run on this server.");
  }

  @ParameterizedTest
  @CsvSource({"20598", "2627", "2601", "7139"})
  void aPoisonRowIsBlockedThoughTheAgentTriesForEver(String error) {
    assertThat(judged(ACTIVE, runs("push", 5, 5, error)).state())
        .isEqualTo(ReplicationState.BLOCKED);
  }

  @Test
  void aTracerTokenThatDoesNotArriveIsNewerThanTheAgentsWords() {
    SenderJudgement well = new SenderJudgement(CHANNEL, ACTIVE, runs("push", 4, 5, ""), true);
    assertThat(well.finding(now(20, true, 0, 0)).state()).isEqualTo(ReplicationState.RUNNING);
    assertThat(well.finding(now(21, true, 0, 0)).state()).isEqualTo(ReplicationState.DISCONNECTED);
    assertThat(well.finding(now(21, true, 0, 0)).reason()).contains("21 s ago");
  }

  @Test
  void aLimitThatIsBackIsTold() {
    SenderJudgement well = new SenderJudgement(CHANNEL, ACTIVE, runs("push", 4, 5, ""), true);
    assertThat(well.finding(now(0, false, 0, 0)).endangered()).isTrue();
    assertThat(well.finding(now(0, false, 0, 0)).state()).isEqualTo(ReplicationState.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({"50000, 300, false", "50001, 10, true", "10, 301, true"})
  void aLargeBacklogIsToldWhileTheChannelRuns(long commands, long seconds, boolean told) {
    SenderJudgement well = new SenderJudgement(CHANNEL, ACTIVE, runs("push", 4, 5, ""), true);

    Finding finding = well.finding(now(0, true, commands, seconds));

    assertThat(finding.state()).isEqualTo(ReplicationState.RUNNING);
    assertThat(finding.endangered()).isEqualTo(told);
    assertThat(finding.reason().contains(commands + " changes wait")).isEqualTo(told);
  }

  @Test
  void aBacklogOfHoursLeadsToANewSnapshot() {
    SenderJudgement well = new SenderJudgement(CHANNEL, ACTIVE, runs("push", 4, 5, ""), true);

    assertThat(well.finding(now(0, true, 900_000, 7_140)).reason())
        .endsWith("is far behind: 900000 changes wait, for about 119 minutes at the pace of late.");
    assertThat(well.finding(now(0, true, 900_000, 7_140)).remedy()).contains("reseed");
    assertThat(well.finding(now(0, true, 60_000, 400)).remedy()).doesNotContain("reseed");
  }

  @Test
  void whatWaitsIsToldWithTheTroubleThatHoldsItUp() {
    SenderJudgement trying = new SenderJudgement(CHANNEL, ACTIVE, runs("push", 5, 5, ""), true);

    Finding finding = trying.finding(now(0, true, 60_000, 0));

    assertThat(finding.state()).isEqualTo(ReplicationState.DISCONNECTED);
    assertThat(finding.reason()).contains("tries again").endsWith("; 60000 changes wait.");
  }

  @Test
  void theCountOfWhatWaitsIsReadFromTheDistributor() {
    FakeWorld world = new FakeWorld();
    world.replication().apply(ReplicationProgress.SILENT);
    world.standby.pending = 70_000;

    List<ReplicationEnd> ends =
        new SqlServerReplicationEnds(world.standby::open, FakeServer.VAULT, Clock.systemUTC())
            .look();

    assertThat(ends)
        .anyMatch(end -> end.isRunning() && end.finding().reason().contains("70000 changes wait"));
  }

  private static SenderJudgement.Now now(
      long late, boolean largeValuesPass, long commands, long seconds) {
    return new SenderJudgement.Now(late, largeValuesPass, new Backlog(commands, seconds));
  }

  @Test
  void everyTroubleSaysWhatToDo() {
    for (int status : List.of(2, 5, 6)) {
      Finding finding = judged(ACTIVE, runs("push", status, 5, "18456"));
      assertThat(finding.reason()).isNotBlank();
      assertThat(finding.remedy()).isNotBlank();
    }
  }

  @Test
  void endsAreReadByALoginThatMayNotSeeServicesOrCounts() {
    FakeWorld world = new FakeWorld();
    world.replication().apply(ReplicationProgress.SILENT);
    world.standby.refused.addAll(List.of(LookUp.AGENT_SERVICE, LookUp.PENDING));
    List<ReplicationEnd> ends =
        new SqlServerReplicationEnds(world.standby::open, FakeServer.VAULT, Clock.systemUTC())
            .look();
    assertThat(ends)
        .extracting(ReplicationEnd::side)
        .containsExactlyInAnyOrder(ReplicationEnd.Side.SENDER, ReplicationEnd.Side.RECEIVER);
    assertThat(ends).allMatch(ReplicationEnd::isRunning);
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() {
    var ends =
        new SqlServerReplicationEnds(
            () -> {
              throw new ReplicationException(ReplicationException.Reason.UNREACHABLE, "gone");
            },
            FakeServer.VAULT,
            Clock.systemUTC());
    org.assertj.core.api.Assertions.assertThatThrownBy(ends::look)
        .isInstanceOf(org.tandemvault.core.shared.UnavailableException.class)
        .hasMessageContaining("gone");
  }

  private static Finding judged(List<Row> subscriptions, List<Row> runs) {
    return new SenderJudgement(CHANNEL, subscriptions, runs, true).finding();
  }

  /** Both agents idle, but this one. */
  private static List<Row> runs(String kind, int runstatus, int age, String error) {
    return List.of("log reader", "push").stream()
        .map(
            each ->
                each.equals(kind)
                    ? new Row(
                        Map.of(
                            "kind", each, "runstatus", runstatus, "age", age, "error_code", error))
                    : new Row(Map.of("kind", each, "runstatus", 4, "age", 5)))
        .toList();
  }
}
