package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.UnavailableException;

final class ChainLockTest {

  @Test
  void whatADeadThreadHeldIsTakenOver() throws Exception {
    ChainLock lock = new ChainLock(Duration.ofSeconds(30));
    Thread dying = Thread.ofPlatform().start(lock::acquire);
    dying.join();

    assertThat(lock.acquire()).isFalse();
    lock.release();
    assertThat(lock.acquire()).isTrue();
  }

  @Test
  void waitingIsBounded() {
    ChainLock lock = new ChainLock(Duration.ofMillis(20));
    lock.acquire();

    var refused = new CompletableFuture<Boolean>();
    Thread.ofPlatform().start(() -> refused.completeAsync(lock::acquire, Runnable::run));

    assertThatThrownBy(refused::join)
        .cause()
        .isInstanceOf(UnavailableException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    lock.release();
  }

  @Test
  void anInterruptedThreadDoesNotWait() {
    ChainLock lock = new ChainLock(Duration.ofSeconds(30));
    lock.acquire();
    Thread.currentThread().interrupt();

    assertThatThrownBy(lock::acquire)
        .isInstanceOf(UnavailableException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void onlyTheHolderReleases() {
    ChainLock lock = new ChainLock(Duration.ofSeconds(30));

    assertThatThrownBy(lock::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aHoldThatWasTakenOverCountsAsUnsure() throws Exception {
    Trail vault = Trail.create();
    AuditChain chain = new AuditChain(Trail.NODE, vault.events(), Trail.authenticator());
    ChainLock lock = new ChainLock(Duration.ofSeconds(30));
    ChainEnd end = new ChainEnd(chain, java.time.Clock.systemUTC());
    Thread dying =
        Thread.ofPlatform()
            .start(
                () ->
                    vault
                        .transactions()
                        .local(
                            tx ->
                                new ChainHold(lock, end)
                                    .append(tx, java.util.List.of(Trail.entry("dead")))));
    dying.join();

    ChainHold next = new ChainHold(lock, end);
    vault.transactions().local(tx -> next.append(tx, java.util.List.of(Trail.entry("alive"))));
    next.ended(org.tandemvault.core.node.CommitParticipant.Ending.COMMITTED);

    assertThat(vault.recorded())
        .extracting(e -> e.entry().actor())
        .containsExactly("dead", "alive");
    assertThat(vault.verify().ok()).isTrue();
  }
}
