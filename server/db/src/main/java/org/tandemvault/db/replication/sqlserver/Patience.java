package org.tandemvault.db.replication.sqlserver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;

/** Waits for what a server does by itself. */
public final class Patience {
  private static final Duration SHORT = Duration.ofSeconds(60);

  private final Clock clock;
  private final Runnable pause;

  /**
   * @param pause passes the time between two looks
   */
  public Patience(Clock clock, Runnable pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** A look each second by the system's clock. */
  public static Patience usual() {
    return new Patience(
        Clock.systemUTC(), () -> LockSupport.parkNanos(Duration.ofSeconds(1).toNanos()));
  }

  /** For a minute at most; then it goes on, and the next look tells. */
  void await(BooleanSupplier done) {
    Instant end = clock.instant().plus(SHORT);
    while (!done.getAsBoolean() && clock.instant().isBefore(end)) {
      pause();
    }
  }

  Instant now() {
    return clock.instant();
  }

  void pause() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ReplicationException(
          Reason.FAILED, "It was interrupted. Run it again: it goes on where it is.");
    }
    pause.run();
  }
}
