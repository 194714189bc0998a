package org.tandemvault.db.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.db.replication.ReceiverEnd.Errors;
import org.tandemvault.db.replication.ReceiverEnd.Trend;

/**
 * Tells a channel that cannot get on from one that merely broke off: the first fails again at every
 * try, about once a second. Thread-safe.
 */
final class Trends {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int TRIES = 3;

  private final Map<ReplicationChannel, Deque<Sample>> samples = new HashMap<>();

  private record Sample(Instant at, Errors errors) {}

  /** The trend with this look. */
  synchronized Trend with(ReceiverEnd end, Instant now) {
    Deque<Sample> past = samples.computeIfAbsent(end.channel(), c -> new ArrayDeque<>());
    Errors errors = end.errors();
    past.removeIf(s -> s.at().isBefore(now.minus(WINDOW)) || s.at().isAfter(now));
    past.removeIf(s -> s.errors().all() > errors.all()); // made anew meanwhile
    Errors first = past.isEmpty() ? errors : past.getFirst().errors();
    past.addLast(new Sample(now, errors));
    if (errors.refused() > first.refused() && errors.all() > first.all()) {
      return Trend.IS_REFUSED;
    }
    if (errors.strayRows() > first.strayRows()) {
      return Trend.MEETS_STRAY_ROW;
    }
    return errors.all() - first.all() >= TRIES ? Trend.FAILS : Trend.QUIET;
  }
}
