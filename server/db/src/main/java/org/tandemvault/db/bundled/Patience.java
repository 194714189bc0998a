package org.tandemvault.db.bundled;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another process does and that raises no event here. */
final class Patience {
  private static final Duration STEP = Duration.ofMillis(50);

  private Patience() {}

  /** Whether the condition came true in time. An interrupt ends the waiting. */
  static boolean until(BooleanSupplier condition, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }

  /** Lets a moment pass before the next try. */
  static void pause(Duration moment) {
    LockSupport.parkNanos(moment.toNanos());
  }
}
