package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.TooManyAttemptsException;

final class LockOutsTest {

  private final MovableClock clock = MovableClock.atNoon();
  private final LockOuts lockOuts = new LockOuts(clock, 10);

  @Test
  void fiveFailuresLockForThirtySecondsThenDoubleToFifteenMinutes() {
    fail("anna", 4);
    assertThat(lockOuts.isLocked("anna")).isFalse();
    List<Long> seconds = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      fail("anna", 1);
      seconds.add(lockOuts.remaining("ANNA").toSeconds());
      clock.move(lockOuts.remaining("anna"));
      assertThat(lockOuts.isLocked("anna")).isFalse();
    }

    assertThat(seconds).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
  }

  @Test
  void aLockEndsOnTheDot() {
    fail("anna", 5);
    clock.move(Duration.ofSeconds(30).minusNanos(1));
    assertThat(lockOuts.begin("anna")).isEmpty();
    clock.move(Duration.ofNanos(1));

    assertThat(lockOuts.begin("anna")).isPresent();
  }

  @Test
  void successForgetsFailures() {
    fail("anna", 4);
    lockOuts.begin("anna").orElseThrow().succeeded();
    fail("anna", 4);

    assertThat(lockOuts.isLocked("anna")).isFalse();
  }

  @Test
  void aWithdrawnTryChangesNothing() {
    fail("anna", 4);
    for (int n = 0; n < 10; n++) {
      lockOuts.begin("anna").orElseThrow().withdrawn();
    }
    fail("anna", 1);

    assertThat(lockOuts.isLocked("anna")).isTrue();
  }

  @Test
  void failuresAreForgottenAfterADay() {
    fail("anna", 5);
    clock.move(Duration.ofDays(1).plusSeconds(1));
    fail("anna", 4);

    assertThat(lockOuts.isLocked("anna")).isFalse();
  }

  @Test
  void clearingUnlocks() {
    fail("anna", 5);
    lockOuts.clear("Anna");

    assertThat(lockOuts.isLocked("anna")).isFalse();
    fail("anna", 4);
    assertThat(lockOuts.isLocked("anna")).isFalse();
  }

  @Test
  void triesAtTheSameTimeNeverExceedTheFailuresLeft() {
    List<LockOuts.Try> running = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      running.add(lockOuts.begin("anna").orElseThrow());
    }
    CompletableFuture<Optional<LockOuts.Try>> sixth = beginElsewhere();
    running.forEach(LockOuts.Try::failed);

    assertThat(sixth.join()).isEmpty();
    assertThat(lockOuts.isLocked("anna")).isTrue();
  }

  @Test
  void whoWaitsGoesOnWhenAnotherSucceeds() {
    List<LockOuts.Try> running = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      running.add(lockOuts.begin("anna").orElseThrow());
    }
    CompletableFuture<Optional<LockOuts.Try>> sixth = beginElsewhere();
    running.getFirst().succeeded();

    assertThat(sixth.join()).isPresent();
  }

  @Test
  void afterALockOneTryRunsAtATime() {
    fail("anna", 5);
    clock.move(Duration.ofSeconds(30));
    LockOuts.Try first = lockOuts.begin("anna").orElseThrow();
    CompletableFuture<Optional<LockOuts.Try>> second = beginElsewhere();
    first.failed();

    assertThat(second.join()).isEmpty();
    assertThat(lockOuts.remaining("anna")).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void anInterruptedCallerDoesNotWait() {
    for (int n = 0; n < 5; n++) {
      lockOuts.begin("anna");
    }
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> lockOuts.begin("anna")).isInstanceOf(TooManyAttemptsException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void manyNamesDoNotFlushALock() {
    fail("anna", 5);
    for (int n = 0; n < 1_000; n++) {
      fail("name " + n, 4);
    }

    assertThat(lockOuts.isLocked("anna")).isTrue();
  }

  @Test
  void memoryIsBoundedEvenByLocks() {
    fail("anna", 5);
    for (int n = 0; n < 20; n++) {
      fail("name " + n, 5);
    }

    assertThat(lockOuts.isLocked("anna")).isFalse();
    assertThat(lockOuts.isLocked("name 19")).isTrue();
    assertThat(lockOuts.isLocked("name 12")).isTrue();
    assertThat(lockOuts.isLocked("name 2")).isFalse();
  }

  private void fail(String name, int times) {
    for (int n = 0; n < times; n++) {
      lockOuts.begin(name).orElseThrow().failed();
    }
  }

  private CompletableFuture<Optional<LockOuts.Try>> beginElsewhere() {
    CompletableFuture<Optional<LockOuts.Try>> answer = new CompletableFuture<>();
    Thread thread = Thread.ofPlatform().start(() -> answer.complete(lockOuts.begin("anna")));
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return answer;
  }
}
