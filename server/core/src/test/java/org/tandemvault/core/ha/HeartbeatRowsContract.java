package org.tandemvault.core.ha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.NodeId;

/** What every implementation of {@link HeartbeatRows} must do. */
public abstract class HeartbeatRowsContract {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123456Z");
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId TWO = new NodeId("two");

  private HeartbeatFixture store;

  /** A store without rows. */
  protected abstract HeartbeatFixture emptyStore();

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @Test
  void beforeTheFirstBeatThereIsNoRow() {
    assertThat(all()).isEmpty();
  }

  @Test
  void everythingOfABeatComesBack() {
    beat(new Beat(ONE, Long.MAX_VALUE, NOON));

    assertThat(all()).containsExactly(new Beat(ONE, Long.MAX_VALUE, NOON));
  }

  @Test
  void eachNodeHasOneRowWhichIsItsNewestBeat() {
    beat(new Beat(TWO, 1, NOON));
    beat(new Beat(ONE, 5, NOON));
    beat(new Beat(ONE, 6, NOON.plusSeconds(1)));

    assertThat(all())
        .containsExactly(new Beat(ONE, 6, NOON.plusSeconds(1)), new Beat(TWO, 1, NOON));
  }

  @Test
  void aBeatThatIsRolledBackIsNotThere() {
    beat(new Beat(ONE, 5, NOON));

    assertThatThrownBy(
            () ->
                store
                    .transactions()
                    .local(
                        tx -> {
                          store.rows().beat(tx, new Beat(ONE, 6, NOON));
                          throw new IllegalStateException("on purpose");
                        }))
        .hasMessage("on purpose");
    assertThat(all()).containsExactly(new Beat(ONE, 5, NOON));
  }

  private List<Beat> all() {
    return store.transactions().read(store.rows()::all);
  }

  private void beat(Beat beat) {
    store
        .transactions()
        .local(
            tx -> {
              store.rows().beat(tx, beat);
              return beat;
            });
  }
}
