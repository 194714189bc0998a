package org.tandemvault.core.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.HaPeer;

/**
 * Looks at what would make an emergency worse: old data, clocks apart, certificates at their end.
 */
final class DrillChecks {

  private static final long MOST_LAG_SECONDS = 60;

  /** A code lives for a minute; half of that is left to people. */
  private static final double MOST_CLOCK_SECONDS = 30;

  private static final Duration CERTIFICATE_LEFT = Duration.ofDays(14);

  private final DrillView view;

  DrillChecks(DrillView view) {
    this.view = view;
  }

  /** What is found. */
  List<Found> all(Instant now) {
    var found = new ArrayList<Found>();
    found.add(lag(now));
    for (HaPeer peer : view.status().status().peers()) {
      clock(peer).ifPresent(found::add);
      peer.facts()
          .certificateExpiresAt()
          .map(end -> certificate("of node " + peer.node(), end, now))
          .ifPresent(found::add);
    }
    for (DrillView.Certificate own : view.certificates().get()) {
      found.add(certificate("for " + own.what(), own.expiresAt(), now));
    }
    return found;
  }

  private Found lag(Instant now) {
    DataAge.Age age = view.age().at(now);
    return age.lagSeconds() <= MOST_LAG_SECONDS
        ? Found.good("data " + age.lagSeconds() + " s old")
        : Found.bad(
            "The data here are " + age.lagSeconds() + " s old. See the replication status.");
  }

  private static Optional<Found> clock(HaPeer peer) {
    if (peer.facts().lastProofAt().isEmpty()) {
      return Optional.empty();
    }
    double ahead = peer.facts().clockAheadSeconds();
    String seconds = String.format(Locale.ROOT, "%+.1f s", ahead);
    return Optional.of(
        Math.abs(ahead) <= MOST_CLOCK_SECONDS
            ? Found.good("clock of node " + peer.node() + " " + seconds)
            : Found.bad(
                "The clock of node "
                    + peer.node()
                    + " is apart by "
                    + seconds
                    + ", so codes of people would be refused: set both by NTP."));
  }

  private static Found certificate(String what, Instant end, Instant now) {
    return end.isAfter(now.plus(CERTIFICATE_LEFT))
        ? Found.good("certificate " + what + " until " + end)
        : Found.bad("The certificate " + what + " ends at " + end + ": make a new one.");
  }

  /**
   * One thing.
   *
   * @param text a few words if it is good, a sentence with what to do if it is not
   */
  record Found(boolean good, String text) {
    static Found good(String text) {
      return new Found(true, text);
    }

    static Found bad(String text) {
      return new Found(false, text);
    }
  }
}
