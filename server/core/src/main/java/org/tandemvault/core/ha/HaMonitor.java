package org.tandemvault.core.ha;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.ha.Challenge.Question;
import org.tandemvault.core.ha.PeerAnswer.View;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaPeer;
import org.tandemvault.core.node.HaProof;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.HaStatusSource;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.CryptoException;

/**
 * Watches the other nodes of this vault. Thread-safe.
 *
 * <p>Somebody calls, every {@link HaPace#interval}, each on a thread of its own: {@link #ask} for
 * each peer, {@link #exchangeBeats}, and {@link #tick}. The first two may wait for a network or a
 * database; the last one never waits, and concludes from what they found. Nothing is kept but in
 * memory; changes are told to the listener, which must not wait either.
 */
public final class HaMonitor implements HaStatusSource {

  private static final Logger LOG = LoggerFactory.getLogger(HaMonitor.class);

  private final HaSetting setting;
  private final HaTime time;
  private final Ticker attentive;
  private final Canary canary;
  private final PeerLink link;
  private final BeatExchange beats;
  private final List<Watched> watched;
  private final Supplier<DatabaseServer> server;
  private final BooleanSupplier auditIsWritten;
  private final Succession succession;
  private volatile HaListener listener = (status, changes) -> {};
  private volatile Optional<HaProof> lastDrill = Optional.empty();
  private volatile HaStatus status;

  /** One peer, in all its parts. */
  private record Watched(PeerSight sight, DirectionWatch outbound, DirectionWatch inbound) {}

  /**
   * What it works with.
   *
   * @param server as last seen
   * @param auditIsWritten whether audit events can be written here; answers at once
   * @param succession is told of the epochs of peers
   */
  public record Means(
      Canary canary,
      PeerLink link,
      BeatDatabase database,
      Supplier<DatabaseServer> server,
      BooleanSupplier auditIsWritten,
      Succession succession) {}

  public HaMonitor(HaSetting setting, HaTime time, Means means) {
    this.setting = setting;
    this.time = time;
    this.attentive = new AttentiveTicker(time.ticker());
    this.canary = means.canary();
    this.link = means.link();
    this.server = means.server();
    this.auditIsWritten = means.auditIsWritten();
    this.succession = means.succession();
    this.beats = new BeatExchange(setting.own(), means.database(), time, attentive);
    this.watched = setting.peers().stream().map(this::watch).toList();
    this.status = look(now());
  }

  private Watched watch(Peer peer) {
    PeerSight sight = new PeerSight(setting, peer, time, attentive, succession);
    return new Watched(
        sight,
        new DirectionWatch(setting, sight, beats, false, now()),
        new DirectionWatch(setting, sight, beats, true, now()));
  }

  /** Who is told of changes from now on; it must not wait. */
  public void tell(HaListener next) {
    listener = next;
  }

  /** Asks that peer for its proof; takes some seconds at most. */
  public void ask(Peer peer) {
    watched.stream()
        .map(Watched::sight)
        .filter(sight -> sight.peer().equals(peer))
        .forEach(sight -> sight.ask(canary, link));
  }

  /** Writes a beat and reads the others'; waits for the database. */
  public void exchangeBeats() {
    beats.exchange();
  }

  /** Reads the others' beats; more often than they come, their arrival is known more closely. */
  public void readBeats() {
    beats.read();
  }

  /** Concludes from what was found. */
  public synchronized void tick() {
    HaMoment now = now();
    List<HaChange> changes = new ArrayList<>();
    for (Watched one : watched) {
      NodeId peer = one.sight().peer().node();
      if (one.sight().judge(now)) {
        changes.add(new HaChange(now.at(), peer, HaPart.LINK, one.sight().finding()));
      }
      if (one.outbound().judge(now)) {
        changes.add(new HaChange(now.at(), peer, HaPart.OUTBOUND, one.outbound().finding()));
      }
      if (one.inbound().judge(now)) {
        changes.add(new HaChange(now.at(), peer, HaPart.INBOUND, one.inbound().finding()));
      }
    }
    status = look(now);
    if (!changes.isEmpty()) {
      listener.changed(status, changes);
    }
  }

  /** As of the last tick. */
  @Override
  public HaStatus status() {
    return status;
  }

  /** How old the data of this node are, if it is a standby. */
  public ReplicaAge replicaAge() {
    return new ReplicaAge(setting, beats, attentive, watched.stream().map(Watched::sight).toList());
  }

  /** The newest fire drill on record; it is shown from now on, and nobody is told. */
  public synchronized void knows(HaProof proof) {
    lastDrill = Optional.of(proof);
    status = look(now());
  }

  /**
   * A fire drill was made here: it is shown, and told if it is the first that failed or ends a
   * series of failures.
   */
  public synchronized void drilled(HaProof proof) {
    boolean failedBefore = lastDrill.filter(before -> !before.ok()).isPresent();
    knows(proof);
    if (proof.ok() == failedBefore) {
      HaFinding finding =
          proof.ok()
              ? HaFinding.alive(proof.at())
              : HaFinding.failed(proof.at(), proof.summary(), "");
      listener.changed(
          status, List.of(new HaChange(proof.at(), proof.node(), HaPart.DRILL, finding)));
    }
  }

  /** Whether this node's writes wait for a standby changed, as {@code sync.mode} asks. */
  public void acknowledges(HaFinding finding) {
    listener.changed(
        status,
        List.of(
            new HaChange(time.clock().instant(), setting.own(), HaPart.ACKNOWLEDGING, finding)));
  }

  /**
   * Answers a peer that has shown who it is; the proof is empty if this node's key does not open
   * the canary.
   */
  public PeerAnswer answer(NodeId asker, Question question) {
    byte[] proof = proof(asker, question);
    View view =
        new View(
            time.clock().instant(),
            beats.beatNow(),
            beats.counters(),
            beats.ends(),
            serves(),
            succession.epoch());
    return new PeerAnswer(setting.own(), setting.node().role(), view, proof);
  }

  /** A moment without the database is no reason to send people elsewhere. */
  private boolean serves() {
    return beats.brokenFor() <= setting.pace().missedNanos() && auditIsWritten.getAsBoolean();
  }

  private byte[] proof(NodeId asker, Question question) {
    try {
      return canary.answer(asker, question);
    } catch (CryptoException e) {
      LOG.warn("The canary of node {} does not open here: {}", asker, e.getMessage());
      return new byte[0];
    }
  }

  private HaMoment now() {
    return new HaMoment(attentive.nanos(), time.clock().instant());
  }

  private HaStatus look(HaMoment now) {
    List<HaPeer> peers = watched.stream().map(this::peer).toList();
    HaState ha = worst(peers.stream().map(HaPeer::haStatus));
    HaState replication = worst(peers.stream().map(HaPeer::replicationStatus));
    boolean same =
        status != null && status.haStatus() == ha && status.replicationStatus() == replication;
    Optional<Instant> since = same ? status.since() : Optional.of(now.at());
    return new HaStatus(
        setting.node(), ha, replication, since, reason(), peers, server.get(), lastDrill);
  }

  private HaPeer peer(Watched one) {
    Peer peer = one.sight().peer();
    var heard = one.sight().last();
    var facts =
        new HaPeer.Facts(
            heard.map(PeerSight.Heard::at),
            beats.seen(peer.node()).map(BeatExchange.Seen::at),
            heard.map(PeerSight.Heard::clockAhead).orElse(0.0),
            peer.certificateExpiresAt(),
            heard.map(h -> h.answer().view().serves()).orElse(false));
    return new HaPeer(
        peer.node(),
        peer.role(),
        peer.url(),
        one.sight().finding(),
        one.outbound().direction(),
        one.inbound().direction(),
        facts);
  }

  private static HaState worst(Stream<HaState> states) {
    return states.allMatch(state -> state == HaState.ALIVE) ? HaState.ALIVE : HaState.FAILED;
  }

  /** The root cause once: where the link failed, its directions failed with it. */
  private String reason() {
    return watched.stream()
        .flatMap(HaMonitor::causes)
        .map(finding -> finding.reason() + " " + finding.remedy())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static Stream<HaFinding> causes(Watched one) {
    Stream<DirectionWatch> directions = Stream.of(one.outbound(), one.inbound());
    if (one.sight().finding().isAlive()) {
      return directions.map(DirectionWatch::finding).filter(finding -> !finding.isAlive());
    }
    return Stream.concat(
        Stream.of(one.sight().finding()),
        directions.filter(DirectionWatch::needsWords).map(DirectionWatch::finding));
  }
}
