package org.tandemvault.core.identity;

import java.time.Clock;

/** Counts failed sign-ins per name and locks names, in memory. Thread-safe. */
public final class LockOuts {

  private final Clock clock;

  public LockOuts(Clock clock) {
    this.clock = clock;
  }
}
