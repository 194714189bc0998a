package org.tandemvault.tools.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Figures;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.ReplicationStatus;
import org.tandemvault.db.replication.SeedReport;

class StatusesTest {
  private static final NodeId STANDBY = new NodeId("standby");

  @Test
  void copiesThatDifferAreToldAlthoughTheChannelRuns() throws InterruptedException {
    Finding differ =
        new Finding(ReplicationState.RUNNING, false, "The copies differ.", "Reseed them.");

    Statuses.Told told = new Statuses(new RunningPair(differ)).read();

    assertThat(told.replication()).isEqualTo(Statuses.ALIVE);
    assertThat(told.problems()).containsExactly("The copies differ. Reseed them.");
  }

  @Test
  void whatIsWellIsToldByTheTwoWordsAlone() throws InterruptedException {
    Statuses.Told told = new Statuses(new RunningPair(Finding.running())).read();

    assertThat(told.highAvailability()).isEqualTo(Statuses.ALIVE);
    assertThat(told.problems()).isEmpty();
  }

  /** Two servers whose beats arrive; the standby finds this about what it receives. */
  private static final class RunningPair implements ServerPair, ReplicationAdmin {
    private final Finding found;
    private long beat;

    private RunningPair(Finding found) {
      this.found = found;
    }

    @Override
    public PackEntry packEntry(org.tandemvault.tools.replication.Side side) {
      throw new UnsupportedOperationException("not asked for");
    }

    @Override
    public ReplicationStatus status() {
      return new ReplicationStatus(
          List.of(
              end(Direction.TO_STANDBY, Side.SENDER, Finding.running()),
              end(Direction.TO_PRIMARY, Side.RECEIVER, Finding.running())),
          List.of(
              end(Direction.TO_STANDBY, Side.RECEIVER, found),
              end(Direction.TO_PRIMARY, Side.SENDER, Finding.running())),
          List.of());
    }

    private static ReplicationEnd end(Direction direction, Side side, Finding finding) {
      var nothing =
          new Figures(
              OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), 0);
      return new ReplicationEnd(new ReplicationChannel(STANDBY, direction), side, finding, nothing);
    }

    @Override
    public Map<String, Long> beats(org.tandemvault.tools.replication.Side side) {
      beat++;
      return Map.of("primary", beat, "standby", beat);
    }

    @Override
    public NodeId node(org.tandemvault.tools.replication.Side side) {
      return side == org.tandemvault.tools.replication.Side.MASTER
          ? new NodeId("primary")
          : STANDBY;
    }

    @Override
    public ReplicationAdmin replication() {
      return this;
    }

    @Override
    public ReplicationPlan plan() {
      return new ReplicationPlan(List.of());
    }

    @Override
    public ReplicationPlan apply(ReplicationProgress progress) {
      return plan();
    }

    @Override
    public ReplicationPlan planRemoval() {
      return plan();
    }

    @Override
    public ReplicationPlan remove(ReplicationProgress progress) {
      return plan();
    }

    @Override
    public SeedReport reseed(Direction direction, ReplicationProgress progress) {
      return new SeedReport(List.of());
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
