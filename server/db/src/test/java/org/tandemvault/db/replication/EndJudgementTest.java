package org.tandemvault.db.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.db.replication.ReceiverEnd.Errors;
import org.tandemvault.db.replication.ReceiverEnd.Trend;

class EndJudgementTest {
  private static final ReplicationChannel CHANNEL =
      new ReplicationChannel(new NodeId("site-b"), Direction.TO_STANDBY);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void aSlotWithLittleRoomLeftIsEndangeredBeforeItIsLost() {
    Finding roomy = slot("extended", false, 3_000_000_000L);
    Finding tight = slot("unreserved", false, 900_000_000L);

    assertThat(roomy.endangered()).isFalse();
    assertThat(tight.endangered()).isTrue();
    assertThat(tight.state()).isEqualTo(ReplicationState.DISCONNECTED);
    assertThat(tight.reason()).contains("lost after 858 MB more");
  }

  @Test
  void aMissingSlotIsLost() {
    assertThat(slot("", false, 0).state()).isEqualTo(ReplicationState.LOST);
  }

  @Test
  void aFailureOrTwoAreABrokenLinkAndThreeInARowAreNot() {
    Trends trends = new Trends();

    assertThat(trends.with(receiver(5, 0), NOW)).isEqualTo(Trend.QUIET);
    assertThat(trends.with(receiver(7, 0), NOW.plusSeconds(3))).isEqualTo(Trend.QUIET);
    assertThat(trends.with(receiver(8, 0), NOW.plusSeconds(4))).isEqualTo(Trend.FAILS);
    assertThat(trends.with(receiver(8, 0), NOW.plusSeconds(30))).isEqualTo(Trend.QUIET);
  }

  @Test
  void aRowInTheWayIsToldAtTheSecondTry() {
    Trends trends = new Trends();
    trends.with(receiver(1, 1), NOW);

    assertThat(trends.with(receiver(2, 2), NOW.plusSeconds(1))).isEqualTo(Trend.MEETS_STRAY_ROW);
  }

  @Test
  void namesOfNodesSurviveTheWayThroughSlotNames() {
    String slot = new ReplicationNames(new NodeId("site-b-2")).channel(Direction.TO_PRIMARY);

    assertThat(slot).isEqualTo("vault_from_site_b_2");
    assertThat(ReplicationNames.channelOf(slot))
        .contains(new ReplicationChannel(new NodeId("site-b-2"), Direction.TO_PRIMARY));
  }

  private static Finding slot(String status, boolean active, long safeBytes) {
    return new SenderEnd(
            CHANNEL,
            status,
            active,
            Optional.empty(),
            new SenderEnd.Kept(
                OptionalLong.of(1),
                OptionalLong.of(safeBytes),
                4L << 30,
                Optional.of(NOW),
                Optional.empty()))
        .judged()
        .finding();
  }

  private static ReceiverEnd receiver(long errors, long strayRows) {
    return new ReceiverEnd(
        CHANNEL, true, Optional.of(0.1), Optional.of(NOW), new Errors(errors, strayRows, 0, 0));
  }
}
