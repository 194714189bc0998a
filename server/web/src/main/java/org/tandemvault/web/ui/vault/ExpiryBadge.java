package org.tandemvault.web.ui.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tandemvault.core.resource.Account;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.Times;

/** Says when a password is overdue for a change, or soon will be. */
final class ExpiryBadge {

  private static final Duration SOON = Duration.ofDays(14);

  private ExpiryBadge() {}

  static Optional<Badge> of(Account account, Clock clock) {
    Instant now = clock.instant();
    return account.expiresAt().filter(at -> at.isBefore(now.plus(SOON))).map(at -> badge(at, now));
  }

  private static Badge badge(Instant expires, Instant now) {
    if (!expires.isAfter(now)) {
      return new Badge("overdue since " + Times.day(expires), Badge.Tone.BAD);
    }
    long days = ChronoUnit.DAYS.between(Times.date(now), Times.date(expires));
    return new Badge(
        days == 0 ? "due today" : "due in " + Times.count(days, "day"), Badge.Tone.WARN);
  }
}
