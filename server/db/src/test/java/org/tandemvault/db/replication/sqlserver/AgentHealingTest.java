package org.tandemvault.db.replication.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

final class AgentHealingTest {
  private final FakeWorld world = new FakeWorld();
  private final Hours hours = new Hours();
  private final AgentHealing healing =
      new AgentHealing(world.primary::open, FakeServer.VAULT, hours);

  @Test
  void whatIsWellIsLeftAlone() {
    setUp();
    assertThat(healing.heal()).isEmpty();
    assertThat(world.statements)
        .extracting(Statement::shown)
        .containsExactly("EXEC sys.sp_posttracertoken @publication = N'vault_to_standby_b'");
  }

  @Test
  void aSubscriptionThatWasDeactivatedBeginsAnewWithASnapshot() {
    setUp();
    publication().subscriptions.replaceAll((k, v) -> 0);
    assertThat(healing.heal())
        .containsExactly(
            "The split was longer than changes are kept for the channel to standby-b: it begins"
                + " anew with a snapshot.");
    assertThat(publication().subscriptions.values()).containsOnly(2);
    assertThat(publication().snapshotValid).isTrue();
  }

  @Test
  void aSnapshotThatDoesNotHelpIsNotMadeAgainAtOnce() {
    setUp();
    publication().subscriptions.replaceAll((k, v) -> 0);
    healing.heal();
    publication().subscriptions.replaceAll((k, v) -> 0);
    assertThat(healing.heal()).isEmpty();
    hours.now = hours.now.plusSeconds(601);
    assertThat(healing.heal()).hasSize(1);
  }

  @Test
  void anAgentThatDiedIsStartedAgain() {
    setUp();
    FakeAgent push = publication().pushAgent.orElseThrow();
    push.running = false;
    push.runstatus = 6;
    assertThat(healing.heal())
        .containsExactly("The push agent of the channel to standby-b was started.");
    assertThat(push.running).isTrue();
    assertThat(healing.heal()).isEmpty();
  }

  @Test
  void anAgentThatTriesAgainIsLeftToItsJob() {
    setUp();
    publication().pushAgent.orElseThrow().runstatus = 5;
    assertThat(healing.heal()).isEmpty();
  }

  @Test
  void aChangeThatMeetsAStrayRowIsNeverSkipped() {
    setUp();
    FakeAgent push = publication().pushAgent.orElseThrow();
    push.runstatus = 5;
    push.errorCode = "20598";
    healing.heal();
    assertThat(world.statements).extracting(Statement::shown).noneMatch(s -> s.contains("Skip"));
    assertThat(world.replication().status().ends())
        .anyMatch(
            e ->
                !e.isRunning()
                    && e.finding().reason().contains("fails again and again")
                    && e.finding().remedy().contains("reseed"));
  }

  @Test
  void aNodeThatSendsNothingHasNothingToHeal() {
    assertThat(healing.heal()).isEmpty();
  }

  private void setUp() {
    world.replication().apply(ReplicationProgress.SILENT);
    world.statements.clear();
  }

  private FakePublication publication() {
    return List.copyOf(world.primary.publications.values()).getFirst();
  }

  /** A clock that a test moves. */
  private static final class Hours extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
