package org.tandemvault.core.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.ha.PeerReply.How;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.crypto.Keyring;

final class HaMonitorTest {

  private final World world = new World();
  private final Site primary = world.add("primary", NodeRole.PRIMARY);
  private final Site standby = world.add("standby", NodeRole.STANDBY);

  @Test
  void atFirstNothingIsProvenAndThatIsSaid() {
    world.start();

    HaStatus status = primary.monitor().status();
    assertThat(status.haStatus()).isEqualTo(HaState.FAILED);
    assertThat(status.replicationStatus()).isEqualTo(HaState.FAILED);
    assertThat(status.reason()).contains("just started");
    assertThat(primary.told).isEmpty();
  }

  @Test
  void withinSecondsBothSidesAreAliveAndTellItOnce() {
    startedAndAlive();

    for (Site site : List.of(primary, standby)) {
      assertThat(site.monitor().status().reason()).isEmpty();
      assertThat(site.told)
          .extracting(HaChange::part)
          .containsExactlyInAnyOrder(HaPart.LINK, HaPart.OUTBOUND, HaPart.INBOUND);
    }
    assertThat(primary.sees(standby).lagSeconds()).isLessThan(3);
    assertThat(primary.sees(standby).facts().lastProofAt()).isPresent();
  }

  @Test
  void aSilentCutIsSeenOnBothSidesWithinFifteenSeconds() {
    startedAndAlive();

    cut(How.SILENT);
    world.pass(12);

    for (Site site : List.of(primary, standby)) {
      HaStatus status = site.monitor().status();
      assertThat(status.haStatus()).isEqualTo(HaState.FAILED);
      assertThat(status.replicationStatus()).isEqualTo(HaState.FAILED);
      assertThat(status.peers().getFirst().outbound().state()).isEqualTo(HaState.FAILED);
      assertThat(status.peers().getFirst().inbound().state()).isEqualTo(HaState.FAILED);
      everyFailureIsExplained(site);
    }
  }

  @Test
  void afterHealingBothSidesAreAliveWithinFifteenSecondsAndSinceThen() {
    startedAndAlive();
    cut(How.SILENT);
    world.pass(60);
    Instant healed = primary.clock.instant();

    heal();
    world.pass(6);

    everythingIsAlive();
    assertThat(primary.monitor().status().since().orElseThrow()).isAfter(healed);
    assertThat(primary.sees(standby).link().since().orElseThrow()).isAfter(healed);
  }

  @Test
  void aKilledPeerIsSeenWithinFiveSeconds() {
    startedAndAlive();

    standby.runs = false;
    world.pass(4);

    assertThat(primary.monitor().status().haStatus()).isEqualTo(HaState.FAILED);
    world.pass(1);
    assertThat(primary.monitor().status().replicationStatus()).isEqualTo(HaState.FAILED);
    assertThat(primary.monitor().status().reason()).contains("Nobody listens there.", "Start it.");
  }

  @Test
  void aPeerThatStartsAgainIsAliveAgain() {
    startedAndAlive();
    standby.runs = false;
    world.pass(30);

    standby.restart();
    world.pass(8);

    everythingIsAlive();
  }

  @Test
  void aSingleMissedAnswerChangesNothing() {
    startedAndAlive();
    primary.told.clear();

    for (int i = 0; i < 20; i++) {
      primary.linkFault = Optional.of(i % 2 == 0 ? How.REFUSED : How.SILENT);
      world.pass(1);
      primary.linkFault = Optional.empty();
      world.pass(1);
    }

    assertThat(primary.told).isEmpty();
    everythingIsAlive();
  }

  @Test
  void aLinkThatComesAndGoesStaysFailedUntilItHolds() {
    startedAndAlive();
    primary.linkFault = Optional.of(How.SILENT);
    world.pass(15);
    primary.told.clear();

    for (int i = 0; i < 10; i++) {
      primary.linkFault = Optional.empty();
      world.pass(2);
      primary.linkFault = Optional.of(How.SILENT);
      world.pass(4);
    }

    assertThat(primary.sees(standby).haStatus()).isEqualTo(HaState.FAILED);
    assertThat(primary.told).extracting(HaChange::part).doesNotContain(HaPart.LINK);
  }

  @Test
  void clocksThatJumpByMinutesChangeNothing() {
    startedAndAlive();
    primary.told.clear();
    standby.told.clear();

    primary.clock.move(Duration.ofMinutes(-17));
    world.pass(10);
    standby.clock.move(Duration.ofMinutes(42));
    world.pass(10);
    primary.clock.move(Duration.ofHours(5));
    world.pass(10);

    everythingIsAlive();
    assertThat(primary.told).isEmpty();
    assertThat(standby.told).isEmpty();
    assertThat(standby.sees(primary).lagSeconds()).isLessThan(3);
    assertThat(standby.sees(primary).facts().clockAheadSeconds())
        .isCloseTo((5 * 60 - 17 - 42) * 60.0, within(2.0));
  }

  @Test
  void aClockThatJumpsDoesNotHideAFailure() {
    startedAndAlive();

    cut(How.SILENT);
    primary.clock.move(Duration.ofMinutes(-30));
    standby.clock.move(Duration.ofMinutes(-30));
    world.pass(12);

    assertThat(primary.monitor().status().haStatus()).isEqualTo(HaState.FAILED);
    assertThat(standby.monitor().status().replicationStatus()).isEqualTo(HaState.FAILED);
  }

  @Test
  void aMachineThatStoodStillBlamesNobody() {
    startedAndAlive();
    primary.told.clear();

    world.ticks.addAndGet(Duration.ofMinutes(10).toNanos());
    primary.tick();
    world.pass(5);

    assertThat(primary.told).isEmpty();
    everythingIsAlive();
  }

  @Test
  void aPeerWithAnotherKeyIsFailedForThatReason() {
    Site stranger = world.add("stranger", NodeRole.STANDBY, Keyring.create(new SecureRandom()));
    world.start();
    world.pass(10);

    HaFinding link = primary.sees(stranger).link();
    assertThat(link.state()).isEqualTo(HaState.FAILED);
    assertThat(link.reason()).contains("key is another");
    assertThat(link.remedy()).isNotEmpty();
    assertThat(primary.sees(standby).haStatus()).isEqualTo(HaState.ALIVE);
    assertThat(primary.monitor().status().haStatus()).isEqualTo(HaState.FAILED);
  }

  @Test
  void aLateHeartbeatRowIsFailedThoughTheLinkIsUpAndRowsKeepComing() {
    startedAndAlive();

    world.delaySeconds = 60;
    world.pass(60);
    everyFailureIsExplained(standby);
    standby.told.clear();
    world.pass(60);

    assertThat(standby.sees(primary).haStatus()).isEqualTo(HaState.ALIVE);
    assertThat(standby.sees(primary).inbound().state()).isEqualTo(HaState.FAILED);
    assertThat(standby.sees(primary).inbound().finding().reason()).contains("behind");
    assertThat(standby.sees(primary).inbound().lagSeconds()).isBetween(59.0, 63.0);
    assertThat(primary.sees(standby).outbound().state()).isEqualTo(HaState.FAILED);
    assertThat(standby.told).isEmpty();
  }

  @Test
  void equalDataAreNoProofWhenTheOnlyRowIsAnOldOne() {
    world.databasesLinked = false;
    world.start();
    standby.store(new Beat(primary.id, 77, primary.clock.instant()));
    world.pass(20);

    assertThat(standby.sees(primary).haStatus()).isEqualTo(HaState.ALIVE);
    assertThat(standby.sees(primary).inbound().state()).isEqualTo(HaState.FAILED);
    assertThat(primary.sees(standby).outbound().state()).isEqualTo(HaState.FAILED);
    assertThat(standby.told).extracting(HaChange::part).contains(HaPart.INBOUND, HaPart.OUTBOUND);
    assertThat(standby.told)
        .filteredOn(change -> change.part() != HaPart.LINK)
        .noneMatch(change -> change.finding().isAlive());
  }

  @Test
  void replicationGoesOnWhileOnlyTheApplicationsCannotSpeak() {
    startedAndAlive();

    primary.linkFault = Optional.of(How.SILENT);
    world.pass(30);

    assertThat(primary.monitor().status().haStatus()).isEqualTo(HaState.FAILED);
    assertThat(primary.monitor().status().replicationStatus()).isEqualTo(HaState.ALIVE);
  }

  @Test
  void aChannelThatOnlyTheOtherSideKnowsToBeLostIsFailedHereWithItsRemedy() {
    startedAndAlive();

    primary.says(standby, Direction.TO_STANDBY, Side.SENDER, ReplicationState.LOST);
    world.pass(8);

    HaFinding inbound = standby.sees(primary).inbound().finding();
    assertThat(inbound.state()).isEqualTo(HaState.FAILED);
    assertThat(inbound.reason()).contains("LOST");
    assertThat(standby.monitor().status().reason()).contains("LOST", "Mend it.");
    assertThat(standby.sees(primary).outbound().state()).isEqualTo(HaState.ALIVE);
  }

  @Test
  void whatNeedsAPersonIsToldAlsoWhenItWasFailedBefore() {
    startedAndAlive();
    cut(How.SILENT);
    world.pass(20);
    primary.told.clear();

    primary.says(standby, Direction.TO_STANDBY, Side.SENDER, ReplicationState.LOST);
    world.pass(20);

    assertThat(primary.told).hasSize(1);
    assertThat(primary.told.getFirst().text()).contains("LOST");
    assertThat(primary.monitor().status().reason()).contains("LOST");
  }

  @Test
  void aRowThatBlocksAChannelIsFailedAndToldOnceThoughBeatsStillCome() {
    startedAndAlive();
    primary.told.clear();

    primary.says(standby, Direction.TO_STANDBY, Side.SENDER, ReplicationState.BLOCKED);
    world.pass(20);

    assertThat(primary.sees(standby).outbound().state()).isEqualTo(HaState.FAILED);
    assertThat(primary.told).hasSize(1);
    assertThat(primary.told.getFirst().text()).contains("BLOCKED", "Mend it.");
  }

  @Test
  void aLargeBacklogIsToldOnceWhileTheChannelStaysAlive() {
    startedAndAlive();
    primary.told.clear();

    primary.warns(standby, Direction.TO_STANDBY, Side.SENDER, "60000 changes wait.");
    world.pass(20);

    assertThat(primary.sees(standby).outbound().state()).isEqualTo(HaState.ALIVE);
    assertThat(primary.told).hasSize(1);
    assertThat(primary.told.getFirst().finding().reason()).isEqualTo("60000 changes wait.");
  }

  @Test
  void replicationThatWasNeverSetUpSaysWhatToRun() {
    world.start();
    primary.findings.clear();
    world.databasesLinked = false;
    world.pass(15);

    assertThat(primary.sees(standby).outbound().finding().remedy())
        .contains("bin/ConfigureReplication.sh setup");
  }

  @Test
  void everyPeerHasAStateOfItsOwn() {
    Site second = world.add("standby-2", NodeRole.STANDBY);
    startedAndAlive();

    second.runs = false;
    world.pass(15);

    assertThat(primary.sees(standby).haStatus()).isEqualTo(HaState.ALIVE);
    assertThat(primary.sees(standby).replicationStatus()).isEqualTo(HaState.ALIVE);
    assertThat(primary.sees(second).haStatus()).isEqualTo(HaState.FAILED);
    assertThat(primary.monitor().status().reason()).contains("Nobody listens there.");
    assertThat(standby.sees(primary).haStatus()).isEqualTo(HaState.ALIVE);
  }

  @Test
  void aNodeThatAnswersInAnotherRoleIsFailed() {
    Site wrong = world.add("wrong", NodeRole.STANDBY);
    world.start();
    primary.start(List.of(new Peer(wrong.id, NodeRole.PRIMARY, "https://x", Optional.empty())));
    world.pass(10);

    assertThat(primary.sees(wrong).link().reason()).contains("answers as STANDBY");
  }

  private void startedAndAlive() {
    world.start();
    world.pass(8);
    everythingIsAlive();
  }

  private void everythingIsAlive() {
    for (Site site : List.of(primary, standby)) {
      HaStatus status = site.monitor().status();
      assertThat(status.haStatus()).as(status.reason()).isEqualTo(HaState.ALIVE);
      assertThat(status.replicationStatus()).as(status.reason()).isEqualTo(HaState.ALIVE);
    }
  }

  private void cut(How how) {
    primary.linkFault = Optional.of(how);
    standby.linkFault = Optional.of(how);
    world.databasesLinked = false;
  }

  private void heal() {
    primary.linkFault = Optional.empty();
    standby.linkFault = Optional.empty();
    world.databasesLinked = true;
  }

  private static void everyFailureIsExplained(Site site) {
    assertThat(site.told)
        .map(HaChange::finding)
        .filteredOn(finding -> finding.state() == HaState.FAILED)
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.reason()).isNotBlank();
              assertThat(finding.remedy()).isNotBlank();
              assertThat(finding.since()).isPresent();
            });
    assertThat(site.monitor().status().reason()).isNotBlank();
  }
}
