package org.tandemvault.core.ha;

import java.time.Instant;
import org.tandemvault.core.node.HaFinding;

/**
 * Turns proofs and doubts into a state that does not flap. Not thread-safe.
 *
 * <p>It begins as failed, since nothing is proven. Failed: no proof for {@code failedAfter}, or
 * refusals one after the other for three seconds. Alive: proofs without a gap for {@code
 * aliveAfter}.
 */
final class Verdict {

  private static final int REFUSALS = 2;

  private final HaPace pace;
  private final Doubt byDefault;
  private boolean alive;
  private boolean settled;
  private long lastProof;
  private long streakBegan;
  private boolean streak;
  private int refusals;
  private Doubt doubt;
  private Doubt told;
  private HaFinding finding;

  /**
   * @param byDefault the doubt if proofs just stop to come
   */
  Verdict(HaPace pace, Doubt starting, Doubt byDefault, HaMoment now) {
    this.pace = pace;
    this.byDefault = byDefault;
    this.lastProof = now.tick();
    this.doubt = starting;
    this.told = starting;
    this.finding = HaFinding.failed(now.at(), starting.reason(), starting.remedy());
  }

  /** It was proven at that tick. */
  void proven(long tick) {
    if (!streak || tick - lastProof > pace.gapNanos()) {
      streakBegan = tick;
      streak = true;
    }
    lastProof = tick;
    refusals = 0;
    doubt = byDefault;
  }

  /** It was looked for and not found. */
  void doubted(Doubt why) {
    streak = false;
    doubt = why;
    refusals = why.isDefinite() ? refusals + 1 : 0;
  }

  /** Concludes; true if there is something new to tell. */
  boolean judge(HaMoment now) {
    boolean was = alive;
    long since = now.tick() - lastProof;
    if (alive) {
      alive = !isOver(since);
    } else {
      alive =
          streak && since <= pace.gapNanos() && now.tick() - streakBegan >= pace.aliveAfterNanos();
    }
    boolean firstTime = !settled && (alive || isOver(since));
    settled |= firstTime;
    return conclude(now.at(), was != alive, firstTime);
  }

  private boolean isOver(long sinceProof) {
    return sinceProof > pace.failedAfterNanos()
        || refusals >= REFUSALS && sinceProof >= pace.refusedAfterNanos();
  }

  private boolean conclude(Instant at, boolean changed, boolean firstTime) {
    if (alive) {
      finding = changed ? HaFinding.alive(at) : finding;
      return changed;
    }
    boolean worse = settled && doubt.needsPerson() && doubt.kind() != told.kind();
    Instant since = changed ? at : finding.since().orElse(at);
    finding = HaFinding.failed(since, doubt.reason(), doubt.remedy());
    boolean tell = changed || firstTime || worse;
    told = tell ? doubt : told;
    return tell;
  }

  HaFinding finding() {
    return finding;
  }

  /** Why it is failed, or what it would be failed for. */
  Doubt doubt() {
    return doubt;
  }
}
