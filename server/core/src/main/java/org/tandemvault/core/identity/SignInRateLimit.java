package org.tandemvault.core.identity;

import java.time.Clock;

/** Limits failed sign-ins per client address, in memory. Thread-safe. */
public final class SignInRateLimit {

  private final SignInRules rules;
  private final Clock clock;

  public SignInRateLimit(SignInRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }
}
