package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReservedSealBudgetTest {

  private final Map<Integer, Long> reserved = new ConcurrentHashMap<>();
  private final AtomicInteger reservations = new AtomicInteger();
  private final List<Integer> rotationsWanted = new ArrayList<>();
  private final ReservedSealBudget budget =
      new ReservedSealBudget(this::reserve, rotationsWanted::add);

  @Test
  void aMillionSealsCostOneReservation() {
    spend(1, ReservedSealBudget.BLOCK);
    assertThat(reservations).hasValue(1);

    budget.spend(1);
    assertThat(reservations).hasValue(2);
  }

  @Test
  void keysAreCountedApart() {
    budget.spend(1);
    budget.spend(2);

    assertThat(reserved).containsOnlyKeys(1, 2);
  }

  @Test
  void aNewKeyIsAskedForOnceLongBeforeTheEnd() {
    reserved.put(1, ReservedSealBudget.WARN_AT - 2 * ReservedSealBudget.BLOCK);
    budget.spend(1);
    assertThat(rotationsWanted).isEmpty();

    spend(1, 3 * ReservedSealBudget.BLOCK);

    assertThat(rotationsWanted).containsExactly(1);
  }

  @Test
  void theLastBlockIsSpentToTheEndAndNoFurther() {
    reserved.put(1, ReservedSealBudget.REFUSE_ABOVE - ReservedSealBudget.BLOCK);
    spend(1, ReservedSealBudget.BLOCK);

    assertThatExceptionOfType(KeyExhaustedException.class)
        .isThrownBy(() -> budget.spend(1))
        .withMessageContaining("bin/RotateKey.sh rotate")
        .satisfies(refused -> assertThat(refused.keyId()).isEqualTo(1));
  }

  @Test
  void anExhaustedKeyReservesNoMore() {
    reserved.put(1, ReservedSealBudget.REFUSE_ABOVE);

    assertThatExceptionOfType(KeyExhaustedException.class).isThrownBy(() -> budget.spend(1));
    assertThatExceptionOfType(KeyExhaustedException.class).isThrownBy(() -> budget.spend(1));

    assertThat(reservations).hasValue(1);
    budget.spend(2);
  }

  @Test
  void nothingIsSpentWhenTheLedgerFailsAndTheNextTryWorks() {
    AtomicBoolean down = new AtomicBoolean(true);
    ReservedSealBudget flaky =
        new ReservedSealBudget(
            (keyId, seals) -> {
              if (down.get()) {
                throw new IllegalStateException("database gone");
              }
              return reserve(keyId, seals);
            },
            rotationsWanted::add);

    assertThatIllegalStateException().isThrownBy(() -> flaky.spend(1));
    down.set(false);
    flaky.spend(1);

    assertThat(reserved).containsEntry(1, ReservedSealBudget.BLOCK);
  }

  @Test
  void manyThreadsSpendNeitherMoreNorLessThanWasReserved() throws Exception {
    int threads = 4;
    long each = ReservedSealBudget.BLOCK / 2;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> spenders = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        spenders.add(pool.submit(() -> spend(1, each)));
      }
      for (Future<?> spender : spenders) {
        spender.get();
      }
    }

    assertThat(reservations).hasValue(2);
    budget.spend(1);
    assertThat(reservations).hasValue(3);
  }

  private void spend(int keyId, long times) {
    for (long n = 0; n < times; n++) {
      budget.spend(keyId);
    }
  }

  private long reserve(int keyId, long seals) {
    reservations.incrementAndGet();
    return reserved.merge(keyId, seals, Long::sum);
  }
}
