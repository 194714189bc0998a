package org.tandemvault.core.ha;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.ha.PeerReply.Answered;
import org.tandemvault.core.ha.PeerReply.Unanswered;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.NodeRole;

/** The link to one peer: asks, and remembers. Thread-safe: one thread asks, another concludes. */
final class PeerSight {

  private static final double NANOS = 1e9;

  private final HaSetting setting;
  private final Peer peer;
  private final HaTime time;
  private final Ticker attentive;
  private final Verdict verdict;
  private final Succession succession;
  private Optional<Heard> last = Optional.empty();
  private boolean answering;

  /**
   * The last good answer.
   *
   * @param tick when it came
   * @param clockAhead how far the peer's clock was ahead, in seconds
   */
  record Heard(PeerAnswer answer, long tick, Instant at, double clockAhead) {

    /** What the peer's counter should be by now. */
    long beatAt(long now) {
      return answer.view().beatNow() + Duration.ofNanos(now - tick).toMillis();
    }
  }

  PeerSight(HaSetting setting, Peer peer, HaTime time, Ticker attentive, Succession succession) {
    this.setting = setting;
    this.peer = peer;
    this.time = time;
    this.attentive = attentive;
    this.succession = succession;
    this.verdict =
        new Verdict(
            setting.pace(),
            Doubt.starting(peer.node()),
            Doubt.noProof(peer.node()),
            new HaMoment(attentive.nanos(), time.clock().instant()));
  }

  Peer peer() {
    return peer;
  }

  /** Asks once; takes some seconds at most. */
  void ask(Canary canary, PeerLink link) {
    Challenge challenge = canary.challenge(peer.node());
    Instant asked = time.clock().instant();
    PeerReply reply = link.ask(peer, challenge.question());
    Instant heard = time.clock().instant();
    switch (reply) {
      case Unanswered silence -> doubt(doubtOf(silence));
      case Answered answered -> {
        if (answered.answer().node().equals(peer.node())
            && challenge.isMetBy(answered.answer().proof())) {
          succession.seen(peer, answered.answer());
        }
        Optional<Doubt> fault = faultOf(answered.answer(), challenge);
        if (fault.isPresent()) {
          doubt(fault.get());
        } else {
          proven(answered.answer(), asked.plus(Duration.between(asked, heard).dividedBy(2)));
        }
      }
    }
  }

  private synchronized void doubt(Doubt why) {
    answering = false;
    verdict.doubted(why);
  }

  private synchronized void proven(PeerAnswer answer, Instant middle) {
    double ahead = Duration.between(middle, answer.view().clock()).toMillis() / 1000.0;
    long now = attentive.nanos();
    last = Optional.of(new Heard(answer, now, time.clock().instant(), ahead));
    answering = true;
    verdict.proven(now);
  }

  private Doubt doubtOf(Unanswered silence) {
    Doubt.Kind kind =
        switch (silence.how()) {
          case SILENT -> Doubt.Kind.NO_ANSWER;
          case REFUSED -> Doubt.Kind.REFUSED;
          case NOT_BELIEVED -> Doubt.Kind.WRONG_NODE;
          case WRONG_KEY -> Doubt.Kind.WRONG_KEY;
        };
    return new Doubt(kind, silence.reason(), silence.remedy());
  }

  /** One of the two was promoted, and the other does not follow yet. */
  private boolean isUnexpectedPrimary(PeerAnswer answer) {
    return answer.node().equals(peer.node())
        && answer.role() == NodeRole.PRIMARY
        && peer.role() == NodeRole.STANDBY
        && answer.view().epoch() != succession.epoch();
  }

  private Optional<Doubt> faultOf(PeerAnswer answer, Challenge challenge) {
    if (isUnexpectedPrimary(answer)) {
      return Optional.of(
          answer.view().epoch() > succession.epoch()
              ? Doubt.superseded(setting.own(), peer.node())
              : Doubt.outdated(setting.own(), peer.node()));
    }
    if (!answer.node().equals(peer.node()) || answer.role() != peer.role()) {
      return Optional.of(
          new Doubt(
              Doubt.Kind.WRONG_NODE,
              "Where node "
                  + peer.node()
                  + " should be as "
                  + peer.role()
                  + ", node "
                  + answer.node()
                  + " answers as "
                  + answer.role()
                  + ".",
              "Mend peer." + peer.node() + ".* in conf/replication.conf."));
    }
    return challenge.isMetBy(answer.proof())
        ? Optional.empty()
        : Optional.of(
            new Doubt(
                Doubt.Kind.WRONG_KEY,
                "Node "
                    + peer.node()
                    + " could not open what this node sealed: its key is another.",
                "Give node "
                    + peer.node()
                    + " the master key file of this vault (conf/manage_key.conf) and start it"
                    + " again."));
  }

  /** Concludes; true if there is something new to tell. */
  synchronized boolean judge(HaMoment now) {
    return verdict.judge(now);
  }

  synchronized HaFinding finding() {
    return verdict.finding();
  }

  synchronized Doubt doubt() {
    return verdict.doubt();
  }

  /** The last good answer, if it is young enough to go by. */
  synchronized Optional<Heard> fresh(long now) {
    return last.filter(heard -> now - heard.tick() <= setting.pace().failedAfterNanos());
  }

  /** The last good answer, however old. */
  synchronized Optional<Heard> last() {
    return last;
  }

  /** True if the last question was answered well. */
  synchronized boolean isAnswering() {
    return answering;
  }

  /** Seconds between the peer's counter now and one of its beats, if it is known. */
  Optional<Double> behind(long counter, long now) {
    return fresh(now).map(heard -> Math.max(0, heard.beatAt(now) - counter) / 1000.0);
  }

  static double seconds(long nanos) {
    return nanos / NANOS;
  }
}
