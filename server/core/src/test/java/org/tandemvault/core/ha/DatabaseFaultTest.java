package org.tandemvault.core.ha;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.PrimaryWatch;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd.Side;

/** Nodes that live while their database does not, or is not what it was. */
final class DatabaseFaultTest {

  private final World world = new World();
  private final Site primary = world.add("primary", NodeRole.PRIMARY);
  private final Site standby = world.add("standby", NodeRole.STANDBY);

  @Test
  void aPrimaryThatCanServeNobodyIsNoPlaceToSendPeople() {
    alive();
    PrimaryWatch watch = PrimaryWatch.over(standby.monitor());
    assertThat(watch.aliveUrl()).contains("https://primary.example:7272");

    world.databasesLinked = false;
    primary.database.unreachable(true);
    world.pass(2);
    assertThat(watch.aliveUrl()).as("a moment without its database").isPresent();
    world.pass(3);
    assertThat(standby.sees(primary).haStatus()).isEqualTo(HaState.ALIVE);
    assertThat(watch.aliveUrl()).isEmpty();

    primary.database.unreachable(false);
    world.databasesLinked = true;
    world.pass(2);
    assertThat(watch.aliveUrl()).isPresent();

    primary.auditIsWritten = false;
    world.pass(2);
    assertThat(watch.aliveUrl()).isEmpty();
  }

  @Test
  void aPrimaryWhoseDatabaseWasSetBackIsToldSo() {
    alive();
    world.databasesLinked = false;
    primary.store(new Beat(primary.id, 1, primary.clock.instant()));

    primary.restart();
    world.pass(6);

    var outbound = primary.sees(standby).outbound().finding();
    assertThat(outbound.isAlive()).isFalse();
    assertThat(outbound.reason()).contains("set back");
  }

  @Test
  void aChannelThatRunsButHasSomethingToSaySaysItWhileAlive() {
    alive();
    assertThat(standby.sees(primary).inbound().finding().reason()).isEmpty();

    standby.warns(standby, Direction.TO_STANDBY, Side.RECEIVER, "The copies differ.");
    world.pass(4);

    var inbound = standby.sees(primary).inbound().finding();
    assertThat(inbound.isAlive()).isTrue();
    assertThat(inbound.reason()).isEqualTo("The copies differ.");
  }

  @Test
  void peopleAreSentToAPrimaryOnlyWhileItIsAlive() {
    PrimaryWatch atStandby = PrimaryWatch.over(() -> standby.monitor().status());
    world.start();
    assertThat(atStandby.aliveUrl()).isEmpty();
    world.pass(10);
    assertThat(atStandby.aliveUrl()).contains("https://primary.example:7272");
    assertThat(PrimaryWatch.over(() -> primary.monitor().status()).aliveUrl()).isEmpty();

    primary.runs = false;
    world.pass(5);

    assertThat(atStandby.aliveUrl()).isEmpty();
  }

  @Test
  void anOwnDatabaseThatIsGoneIsTheReason() {
    alive();

    primary.database.unreachable(true);
    world.databasesLinked = false;
    world.pass(15);

    assertThat(primary.monitor().status().replicationStatus()).isEqualTo(HaState.FAILED);
    assertThat(primary.monitor().status().reason()).contains("own database");
    assertThat(primary.monitor().status().haStatus()).isEqualTo(HaState.ALIVE);
  }

  private void alive() {
    world.start();
    world.pass(8);
    assertThat(primary.monitor().status().replicationStatus()).isEqualTo(HaState.ALIVE);
    assertThat(standby.monitor().status().replicationStatus()).isEqualTo(HaState.ALIVE);
  }
}
