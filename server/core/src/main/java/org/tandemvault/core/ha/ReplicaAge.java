package org.tandemvault.core.ha;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.DataAge;
import org.tandemvault.core.node.NodeRole;

/**
 * How old a standby's data are: the newest heartbeat row of a primary came after everything that
 * primary had committed before it. Thread-safe.
 *
 * <p>The time it is as of is the primary's own. How long ago that was is measured by this node's
 * steady time from the row's arrival; clocks are compared only for a row that was here before this
 * process began.
 */
public final class ReplicaAge implements DataAge {

  private final HaSetting setting;
  private final BeatExchange beats;
  private final Ticker attentive;
  private final List<PeerSight> sights;

  ReplicaAge(HaSetting setting, BeatExchange beats, Ticker attentive, List<PeerSight> sights) {
    this.setting = setting;
    this.beats = beats;
    this.attentive = attentive;
    this.sights = List.copyOf(sights);
  }

  @Override
  public Age at(Instant now) {
    if (setting.node().acceptsWrites()) {
      return DataAge.PRIMARY.at(now);
    }
    return sights.stream()
        .filter(sight -> sight.peer().role() == NodeRole.PRIMARY)
        .flatMap(sight -> age(sight, now).stream())
        .min(Comparator.comparingLong(Age::lagSeconds))
        .orElse(new Age(Instant.EPOCH, now.getEpochSecond()));
  }

  private Optional<Age> age(PeerSight sight, Instant now) {
    return beats
        .seen(sight.peer().node())
        .map(seen -> new Age(seen.at(), Math.max(0, lag(sight, seen, now))));
  }

  private long lag(PeerSight sight, BeatExchange.Seen seen, Instant now) {
    long tick = attentive.nanos();
    Optional<Double> counted = sight.behind(seen.counter(), tick);
    if (counted.isPresent()) {
      return Math.round(counted.get());
    }
    return seen.arrived().isPresent()
        ? Math.round(PeerSight.seconds(tick - seen.arrived().getAsLong()))
        : Duration.between(seen.at(), now).toSeconds();
  }
}
