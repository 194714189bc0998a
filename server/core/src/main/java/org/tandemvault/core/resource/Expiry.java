package org.tandemvault.core.resource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tandemvault.core.policy.PasswordPolicy;

/** When a password should be changed. */
final class Expiry {

  private Expiry() {}

  /** As set, else by the policy's age from the last change. */
  static Optional<Instant> of(
      Optional<Instant> asSet, Instant changedAt, Optional<PasswordPolicy> policy) {
    return asSet.map(at -> at.truncatedTo(ChronoUnit.MICROS)).or(() -> byAge(changedAt, policy));
  }

  /**
   * After a change: by the policy's age; without one the date that was set stays while it is to
   * come, and a date that has passed has done its work.
   */
  static Optional<Instant> afterChange(
      Account account, Instant changedAt, Optional<PasswordPolicy> policy) {
    return byAge(changedAt, policy).or(() -> account.expiresAt().filter(changedAt::isBefore));
  }

  private static Optional<Instant> byAge(Instant changedAt, Optional<PasswordPolicy> policy) {
    return policy
        .filter(p -> p.maxAgeDays() > 0)
        .map(p -> changedAt.plus(Duration.ofDays(p.maxAgeDays())));
  }
}
