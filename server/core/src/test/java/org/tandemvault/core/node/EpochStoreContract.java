package org.tandemvault.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.EpochStore.Epochs;

/** What every implementation of {@link EpochStore} must do. */
public abstract class EpochStoreContract {

  /** A store without epochs. */
  protected abstract EpochStore store();

  /** The gate to where they are. */
  protected abstract Transactions transactions();

  @Test
  void beforeTheFirstPromotionAllAreNought() {
    assertThat(load()).isEqualTo(new Epochs(0, 0));
    assertThat(load().isSuperseded()).isFalse();
  }

  @Test
  void anEpochIsTheSecondOfThePromotion() {
    assertThat(begin(1_795_000_000L)).isEqualTo(1_795_000_000L);
    assertThat(load()).isEqualTo(new Epochs(1_795_000_000L, 0));
  }

  @Test
  void anEpochIsNewerThanAllBeforeWhateverTheClockSays() {
    begin(1_795_000_000L);
    supersede(1_795_000_500L);

    assertThat(begin(1_000L)).isEqualTo(1_795_000_501L);
    assertThat(load().isSuperseded()).isFalse();
  }

  @Test
  void aNewerPrimaryIsRememberedAndAnOlderOneIsNot() {
    supersede(1_795_000_500L);
    supersede(1_795_000_100L);

    assertThat(load()).isEqualTo(new Epochs(0, 1_795_000_500L));
    assertThat(load().isSuperseded()).isTrue();
  }

  private Epochs load() {
    return transactions().read(store()::load);
  }

  private long begin(long second) {
    return transactions().write(tx -> store().begin(tx, second));
  }

  private void supersede(long epoch) {
    transactions()
        .write(
            tx -> {
              store().supersede(tx, epoch);
              return epoch;
            });
  }
}
