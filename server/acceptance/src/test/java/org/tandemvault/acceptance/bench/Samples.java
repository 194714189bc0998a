package org.tandemvault.acceptance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Durations of one thing done many times. Not thread-safe. */
final class Samples {

  private final List<Long> nanos = new ArrayList<>();

  void add(long duration) {
    nanos.add(duration);
  }

  /** A row of the table, in milliseconds. */
  String row(String what, String target) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.0f ms | %.0f ms | %.0f ms | %s |",
        what,
        nanos.size(),
        at(0.5),
        at(0.99),
        at(1),
        target);
  }

  private double at(double share) {
    nanos.sort(null);
    return nanos.isEmpty() ? 0 : nanos.get((int) (share * (nanos.size() - 1))) / 1e6;
  }
}
