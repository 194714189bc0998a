package org.tandemvault.core.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where new things get their id and their time from. Thread-safe. */
public record Stamps(IdSource ids, Clock clock) {

  /** A new id's number. */
  public long nextId() {
    return ids.next();
  }

  /** Now, in microseconds, so that every database holds the same value. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
