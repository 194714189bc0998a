package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.TooManyAttemptsException;

final class SignInRateLimitTest {

  private final MovableClock clock = MovableClock.atNoon();
  private final SignInRateLimit limit =
      new SignInRateLimit(
          new SignInRules(Duration.ofHours(1), Duration.ofHours(1), 10, 6, 3), clock);

  @Test
  void aBurstThenASteadyRate() {
    take("10.0.0.1", 3);

    assertThatThrownBy(() -> limit.take("10.0.0.1"))
        .isInstanceOf(TooManyAttemptsException.class)
        .hasFieldOrPropertyWithValue("retryAfter", Duration.ofSeconds(10));
    clock.move(Duration.ofSeconds(10));
    assertThatCode(() -> limit.take("10.0.0.1")).doesNotThrowAnyException();
    assertThatThrownBy(() -> limit.take("10.0.0.1")).isInstanceOf(TooManyAttemptsException.class);
  }

  @Test
  void aBucketHoldsNoMoreThanTheBurst() {
    take("10.0.0.1", 1);
    limit.giveBack("10.0.0.1");
    limit.giveBack("10.0.0.1");
    clock.move(Duration.ofHours(1));
    take("10.0.0.1", 3);

    assertThatThrownBy(() -> limit.take("10.0.0.1")).isInstanceOf(TooManyAttemptsException.class);
  }

  @Test
  void aClockThatStepsBackGivesNothingAndTakesNothing() {
    take("10.0.0.1", 2);
    clock.move(Duration.ofHours(-1));
    take("10.0.0.1", 1);

    assertThatThrownBy(() -> limit.take("10.0.0.1")).isInstanceOf(TooManyAttemptsException.class);
  }

  @Test
  void addressesOfOneIpv6NetworkCountAsOne() {
    take("2001:db8:0:1::1", 2);
    take("2001:db8:0:1:ffff::2", 1);

    assertThatThrownBy(() -> limit.take("2001:db8:0:1::3"))
        .isInstanceOf(TooManyAttemptsException.class);
    take("2001:db8:0:2::1", 3);
  }

  @Test
  void anIpv4AddressIsTheSameInEitherSpelling() {
    take("::ffff:10.0.0.9", 3);

    assertThatThrownBy(() -> limit.take("10.0.0.9")).isInstanceOf(TooManyAttemptsException.class);
  }

  @Test
  void whatIsNoAddressIsAClientAllTheSame() {
    take("pipe:vault", 3);

    assertThatThrownBy(() -> limit.take("pipe:vault")).isInstanceOf(TooManyAttemptsException.class);
  }

  private void take(String client, int times) {
    for (int n = 0; n < times; n++) {
      limit.take(client);
    }
  }
}
