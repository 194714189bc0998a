package org.tandemvault.core.ha;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.core.node.HaDirection;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;

/**
 * One direction of replication between this node and a peer. Not thread-safe.
 *
 * <p>Alive is what is proven by beats that arrive in time, and contradicted by no end of the
 * channel, neither here nor as the peer tells.
 */
final class DirectionWatch {

  private final HaSetting setting;
  private final PeerSight sight;
  private final BeatExchange beats;
  private final boolean inbound;
  private final Verdict verdict;
  private final LagHistory history = new LagHistory();
  private final long began;
  private double lag;
  private long lastProof = Long.MIN_VALUE;
  private boolean endangered;
  private HaFinding finding;

  DirectionWatch(
      HaSetting setting, PeerSight sight, BeatExchange beats, boolean inbound, HaMoment now) {
    this.setting = setting;
    this.sight = sight;
    this.beats = beats;
    this.inbound = inbound;
    this.began = now.tick();
    var peer = sight.peer().node();
    this.verdict = new Verdict(setting.pace(), Doubt.starting(peer), Doubt.noProof(peer), now);
    this.finding = verdict.finding();
  }

  /** Looks and concludes; true if there is something new to tell. */
  boolean judge(HaMoment now) {
    lag = inbound ? inboundLag(now.tick()) : outboundLag(now.tick());
    history.note(now, lag);
    List<ReplicationEnd> ends = ends();
    Optional<Doubt> contradiction = contradiction(ends);
    if (contradiction.isPresent()) {
      verdict.doubted(contradiction.get());
    } else if (inbound) {
      lookInbound(now.tick());
    } else {
      lookOutbound(now.tick());
    }
    boolean tell = verdict.judge(now);
    return warn(ends) | tell;
  }

  private void lookInbound(long now) {
    Optional<Long> arrived = arrived();
    boolean missed = arrived.filter(at -> now - at <= setting.pace().missedNanos()).isEmpty();
    if (lag * 1e9 > setting.pace().failedAfterNanos() && !missed) {
      verdict.doubted(Doubt.late("What arrives from node " + peer().node(), lag));
    } else if (!missed) {
      prove(arrived.get());
    } else {
      verdict.doubted(silence(now));
    }
  }

  /** A proof counts once: that nothing new came is no doubt yet, but no proof either. */
  private void prove(long tick) {
    if (tick != lastProof) {
      lastProof = tick;
      verdict.proven(tick);
    }
  }

  private void lookOutbound(long now) {
    Optional<PeerSight.Heard> heard = sight.fresh(now);
    boolean late = lag * 1e9 > setting.pace().failedAfterNanos();
    if (sight.isAnswering() && heard.isPresent()) {
      if (there().filter(counter -> counter > beats.beatNow()).isPresent()) {
        verdict.doubted(Doubt.setBack(peer().node()));
      } else if (there().filter(beats::isOfThisRun).isEmpty()) {
        verdict.doubted(notThereYet());
      } else if (late) {
        verdict.doubted(Doubt.late("Node " + peer().node(), lag));
      } else {
        prove(heard.get().tick());
      }
    } else if (runsWithoutWords(now)) {
      prove(now);
    } else {
      verdict.doubted(silence(now));
    }
  }

  /**
   * With the link between the applications down, the database that sends says whether the other one
   * confirms, and beats that come back show that the databases reach each other.
   */
  private boolean runsWithoutWords(long now) {
    boolean confirmed = ends().stream().anyMatch(e -> e.side() == Side.SENDER && e.isRunning());
    return confirmed
        && beats.brokenFor() == 0
        && arrived().filter(at -> now - at <= setting.pace().missedNanos()).isPresent();
  }

  private Doubt silence(long now) {
    if (beats.brokenFor() > setting.pace().missedNanos()) {
      return Doubt.ownDatabase();
    }
    Optional<Doubt> said =
        ends().stream()
            .filter(end -> end.finding().state() == ReplicationState.DISCONNECTED)
            .map(Doubt::of)
            .findFirst();
    if (said.isPresent()) {
      return said.get();
    }
    Doubt link = sight.doubt();
    if (!sight.isAnswering() && link.isDefinite()) {
      return link;
    }
    return Doubt.noBeat(peer().node(), Math.round(PeerSight.seconds(sinceArrival(now))));
  }

  /** What makes the channel useless even if beats came through a moment ago. */
  private Optional<Doubt> contradiction(List<ReplicationEnd> ends) {
    if (isBetweenTheTwo() && beats.brokenFor() == 0 && own().isEmpty() && beats.hasLooked()) {
      return Optional.of(Doubt.notSetUp("Replication with node " + peer().node()));
    }
    return ends.stream().map(Doubt::of).filter(Doubt::needsPerson).findFirst();
  }

  private boolean warn(List<ReplicationEnd> ends) {
    HaFinding judged = verdict.finding();
    Optional<ReplicationEnd> danger = ends.stream().filter(DirectionWatch::hasWords).findFirst();
    boolean news = danger.isPresent() && !endangered;
    endangered = danger.isPresent();
    finding =
        judged.isAlive() && danger.isPresent()
            ? new HaFinding(
                judged.state(),
                judged.since(),
                danger.get().finding().reason(),
                danger.get().finding().remedy())
            : judged;
    return news;
  }

  /** It runs, but somebody should know: nearly lost, or the copies are known to differ. */
  private static boolean hasWords(ReplicationEnd end) {
    return end.finding().endangered() || end.isRunning() && !end.finding().reason().isEmpty();
  }

  private double inboundLag(long now) {
    Optional<BeatExchange.Seen> newest = beats.seen(peer().node());
    Optional<Double> counted = newest.flatMap(seen -> sight.behind(seen.counter(), now));
    double overdue = beyondBeat(counted.orElseGet(() -> PeerSight.seconds(sinceArrival(now))));
    return Math.max(overdue, newest.map(this::transit).orElse(0.0));
  }

  /** How long the newest beat was on its way, in seconds; 0 if that is not known. */
  private double transit(BeatExchange.Seen seen) {
    return seen.arrived().isPresent()
        ? sight.behind(seen.counter(), seen.arrived().getAsLong()).orElse(0.0)
        : 0;
  }

  /** The newest beat is as old as the time between two even where nothing is late. */
  private double beyondBeat(double age) {
    return Math.max(0, age - PeerSight.seconds(setting.pace().interval().toNanos()));
  }

  private double outboundLag(long now) {
    Optional<Long> there = there();
    boolean known = there.isPresent() && (sight.isAnswering() || !runsWithoutWords(now));
    if (known) {
      return beyondBeat((beats.beatNow() - there.get()) / 1000.0 - sinceWords(now));
    }
    return runsWithoutWords(now)
        ? PeerSight.seconds(sinceArrival(now))
        : PeerSight.seconds(now - began);
  }

  /**
   * How old the peer's words are while it answers; what it does not say any more counts in full.
   */
  private double sinceWords(long now) {
    return sight.isAnswering()
        ? sight.last().map(heard -> PeerSight.seconds(now - heard.tick())).orElse(0.0)
        : 0;
  }

  /** The newest beat of this node that the peer has. */
  private Optional<Long> there() {
    return sight.last().map(h -> h.answer().view().seen()).map(seen -> seen.get(setting.own()));
  }

  private Doubt notThereYet() {
    return new Doubt(
        Doubt.Kind.SILENT,
        "No heartbeat row of this node has arrived at node " + peer().node() + " yet.",
        "Wait some seconds; then look whether the link between the databases is up.");
  }

  private long sinceArrival(long now) {
    return now - arrived().orElse(began);
  }

  private Optional<Long> arrived() {
    return beats
        .seen(peer().node())
        .filter(seen -> seen.arrived().isPresent())
        .map(seen -> seen.arrived().getAsLong());
  }

  /** This channel's ends, here and as the peer tells. */
  private List<ReplicationEnd> ends() {
    Stream<ReplicationEnd> told =
        sight.isAnswering()
            ? sight.last().stream().flatMap(heard -> heard.answer().view().ends().stream())
            : Stream.empty();
    Side far = inbound ? Side.SENDER : Side.RECEIVER;
    return Stream.concat(own().stream(), told.filter(end -> end.side() == far && isMine(end)))
        .toList();
  }

  private List<ReplicationEnd> own() {
    Side near = inbound ? Side.RECEIVER : Side.SENDER;
    return beats.ends().stream().filter(end -> end.side() == near && isMine(end)).toList();
  }

  private boolean isMine(ReplicationEnd end) {
    return isBetweenTheTwo() && end.channel().equals(channel());
  }

  /** Primaries share a database; standbys hear of each other through the primary. */
  private boolean isBetweenTheTwo() {
    return setting.node().role() != peer().role();
  }

  private ReplicationChannel channel() {
    boolean atStandby = setting.node().role() == NodeRole.STANDBY;
    return new ReplicationChannel(
        atStandby ? setting.own() : peer().node(),
        atStandby == inbound ? Direction.TO_STANDBY : Direction.TO_PRIMARY);
  }

  private Peer peer() {
    return sight.peer();
  }

  HaDirection direction() {
    return new HaDirection(finding, lag, history.samples());
  }

  HaFinding finding() {
    return finding;
  }

  /** True if it failed for a reason that the link's own failure does not explain. */
  boolean needsWords() {
    return !finding.isAlive() && verdict.doubt().needsPerson();
  }
}
