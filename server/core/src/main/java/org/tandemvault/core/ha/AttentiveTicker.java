package org.tandemvault.core.ha;

import java.time.Duration;

/**
 * Time as this process lived through it: a pause in which it did not run counts as two seconds.
 * Else a node whose machine stood still would believe, waking up, that all others had fallen
 * silent. Thread-safe; it is read every second.
 */
final class AttentiveTicker implements Ticker {

  private static final long LONGEST_STEP = Duration.ofSeconds(2).toNanos();

  private final Ticker source;
  private long last;
  private long lived;

  AttentiveTicker(Ticker source) {
    this.source = source;
    this.last = source.nanos();
  }

  @Override
  public synchronized long nanos() {
    long now = source.nanos();
    lived += Math.clamp(now - last, 0, LONGEST_STEP);
    last = now;
    return lived;
  }
}
