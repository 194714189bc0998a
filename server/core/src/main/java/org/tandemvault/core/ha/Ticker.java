package org.tandemvault.core.ha;

/**
 * Time that only ever goes on, whatever is done to the wall clock. Thread-safe. Two readings tell
 * how much time went by; one alone says nothing.
 */
@FunctionalInterface
public interface Ticker {

  /** The computer's own. */
  Ticker SYSTEM = System::nanoTime;

  /** Nanoseconds since some moment. */
  long nanos();
}
