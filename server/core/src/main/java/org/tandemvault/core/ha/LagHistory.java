package org.tandemvault.core.ha;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tandemvault.core.node.LagSample;

/** An hour of lag, a sample every ten seconds: the largest of them. Not thread-safe. */
final class LagHistory {

  private static final long STEP = Duration.ofSeconds(10).toNanos();
  private static final int KEPT = 360;

  private final Deque<LagSample> samples = new ArrayDeque<>();
  private long stepBegan;
  private double largest;
  private boolean begun;

  /** Notes a lag; {@code tick} only grows. */
  void note(HaMoment now, double seconds) {
    if (!begun) {
      begun = true;
      stepBegan = now.tick();
    }
    largest = Math.max(largest, seconds);
    if (now.tick() - stepBegan >= STEP) {
      add(now.at());
      stepBegan = now.tick();
      largest = 0;
    }
  }

  private void add(Instant at) {
    samples.addLast(new LagSample(at, largest));
    if (samples.size() > KEPT) {
      samples.removeFirst();
    }
  }

  /** Oldest first. */
  List<LagSample> samples() {
    return List.copyOf(samples);
  }
}
