package org.tandemvault.core.ha;

import java.time.Clock;

/**
 * What time it is.
 *
 * @param ticker judges what is fresh
 * @param clock is shown to people and never compared with another node's
 */
public record HaTime(Ticker ticker, Clock clock) {

  /** The computer's. */
  public static HaTime system() {
    return new HaTime(Ticker.SYSTEM, Clock.systemUTC());
  }
}
