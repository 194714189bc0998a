package org.tandemvault.core.identity;

import java.time.Duration;

/**
 * What limits sign-in and sessions.
 *
 * @param absolute how long a session lasts, whatever is done
 * @param idle how long a session lasts without a request
 * @param sessionsPerUser how many sessions one user has at most; the one unused longest ends
 * @param failuresPerMinute how many failed sign-ins one client address may have in the long run
 * @param burst how many of them at once
 */
public record SignInRules(
    Duration absolute, Duration idle, int sessionsPerUser, int failuresPerMinute, int burst) {

  /** 12 hours, 30 minutes, 100 sessions, 60 failures a minute, 120 at once. */
  public static final SignInRules STANDARD =
      new SignInRules(Duration.ofHours(12), Duration.ofMinutes(30), 100, 60, 120);
}
