package org.tandemvault.core.ha;

import java.time.Duration;

/**
 * When a peer is believed to live.
 *
 * @param interval between two beats, and between two questions
 * @param failedAfter no proof for so long: failed
 * @param aliveAfter proofs without a gap for so long: alive again
 */
public record HaPace(Duration interval, Duration failedAfter, Duration aliveAfter) {

  /** A refusal is no silence: it needs no more time than a program takes to start again. */
  private static final Duration PROMPT = Duration.ofSeconds(3);

  /** Beat every second, failed after 8 s, alive after 3 s. */
  public static final HaPace STANDARD =
      new HaPace(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofSeconds(3));

  long failedAfterNanos() {
    return failedAfter.toNanos();
  }

  long aliveAfterNanos() {
    return aliveAfter.toNanos();
  }

  /** How long refusals must last. */
  long refusedAfterNanos() {
    return Math.min(PROMPT.toNanos(), failedAfter.toNanos());
  }

  /** Proofs further apart than this are not without a gap. */
  long gapNanos() {
    return 3 * interval.toNanos() + Duration.ofSeconds(1).toNanos();
  }

  /** A beat older than this is missed. */
  long missedNanos() {
    return 2 * interval.toNanos() + interval.toNanos() / 2;
  }
}
