package org.tandemvault.core.ha;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.ha.PeerReply.How;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.NodeRole;

/** How old a standby's data are, and how far behind they were. */
final class ReplicaAgeTest {

  private final World world = new World();
  private final Site primary = world.add("primary", NodeRole.PRIMARY);
  private final Site standby = world.add("standby", NodeRole.STANDBY);

  @Test
  void aStandbyTellsHowOldItsDataAreByThePrimarysClock() {
    startedAndAlive();
    primary.clock.move(Duration.ofMinutes(-20));
    world.pass(5);
    cut(How.SILENT);
    world.pass(30);

    DataAge.Age age = standby.monitor().replicaAge().at(standby.clock.instant());
    Instant cutAt = primary.clock.instant().minusSeconds(30);
    assertThat(age.asOf()).isBetween(cutAt.minusSeconds(2), cutAt);
    assertThat(age.lagSeconds()).isBetween(29L, 33L);
    assertThat(primary.monitor().replicaAge().at(cutAt)).isEqualTo(DataAge.PRIMARY.at(cutAt));
  }

  @Test
  void aStandbyThatStartsWithoutThePrimaryTellsTheAgeByTheClock() {
    startedAndAlive();
    primary.runs = false;
    cut(How.SILENT);
    world.pass(100);
    standby.restart();
    world.pass(5);

    assertThat(standby.monitor().replicaAge().at(standby.clock.instant()).lagSeconds())
        .isBetween(104L, 108L);
  }

  @Test
  void theLastHourOfLagIsKept() {
    startedAndAlive();
    cut(How.SILENT);
    world.pass(40);
    heal();
    world.pass(4_000);

    var history = standby.sees(primary).inbound().history();
    assertThat(history).hasSize(360);
    assertThat(history.getLast().seconds()).isLessThan(3);
    assertThat(history).isSortedAccordingTo(Comparator.comparing(s -> s.at()));
  }

  private void startedAndAlive() {
    world.start();
    world.pass(8);
    assertThat(standby.monitor().status().replicationStatus()).isEqualTo(HaState.ALIVE);
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
}
