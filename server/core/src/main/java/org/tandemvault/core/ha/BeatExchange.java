package org.tandemvault.core.ha;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.shared.VaultException;

/**
 * Writes this node's beats and watches those of the others arrive. Thread-safe: one thread
 * exchanges, others ask.
 *
 * <p>A beat is fresh by when it arrived here, by this node's own steady time. What a row said when
 * this node first looked proves nothing: it may be old.
 */
final class BeatExchange {

  private static final Logger LOG = LoggerFactory.getLogger(BeatExchange.class);
  private static final int ROUNDS_PER_LOOK = 2;

  private final NodeId own;
  private final BeatDatabase database;
  private final HaTime time;
  private final Ticker attentive;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Map<NodeId, Seen> seen = new HashMap<>();
  private List<ReplicationEnd> ends = List.of();
  private OptionalLong base = OptionalLong.empty();
  private long started;
  private long lastRound;
  private boolean works;
  private boolean hasLooked;
  private int rounds;

  /**
   * A node's newest beat.
   *
   * @param arrived the tick it was seen as a new one; empty for the one that was there at first
   */
  record Seen(long counter, Instant at, OptionalLong arrived) {}

  BeatExchange(NodeId own, BeatDatabase database, HaTime time, Ticker attentive) {
    this.own = own;
    this.database = database;
    this.time = time;
    this.attentive = attentive;
    this.lastRound = attentive.nanos();
  }

  /** Writes a beat, reads the others', and every other time looks at the channels. */
  void exchange() {
    oneAtATime.lock();
    try {
      begin();
      Beat mine = new Beat(own, beatNow(), time.clock().instant().truncatedTo(ChronoUnit.MICROS));
      List<Beat> all =
          database
              .transactions()
              .local(
                  tx -> {
                    database.rows().beat(tx, mine);
                    return database.rows().all(tx);
                  });
      arrived(all);
      if (rounds++ % ROUNDS_PER_LOOK == 0) {
        keep(database.ends().look());
      }
      ended(true);
    } catch (VaultException e) {
      ended(false);
      LOG.debug("No heartbeat row was exchanged", e);
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Reads the others' beats alone, so that it is known more closely when they arrived. */
  void read() {
    if (!oneAtATime.tryLock()) {
      return;
    }
    try {
      arrived(database.transactions().read(database.rows()::all));
    } catch (VaultException e) {
      LOG.debug("No heartbeat row was read", e);
    } finally {
      oneAtATime.unlock();
    }
  }

  private void begin() {
    if (base().isPresent()) {
      return;
    }
    List<Beat> all = database.transactions().read(database.rows()::all);
    long last =
        all.stream().filter(b -> b.node().equals(own)).mapToLong(Beat::counter).max().orElse(0);
    setBase(last + 1);
  }

  private synchronized OptionalLong base() {
    return base;
  }

  private synchronized void setBase(long first) {
    started = time.ticker().nanos();
    base = OptionalLong.of(first);
  }

  private synchronized void arrived(List<Beat> all) {
    OptionalLong now = OptionalLong.of(attentive.nanos());
    for (Beat beat : all) {
      Seen before = seen.get(beat.node());
      if (before == null) {
        seen.put(beat.node(), new Seen(beat.counter(), beat.at(), OptionalLong.empty()));
      } else if (before.counter() != beat.counter()) {
        seen.put(beat.node(), new Seen(beat.counter(), beat.at(), now));
      }
    }
  }

  private synchronized void keep(List<ReplicationEnd> looked) {
    hasLooked = true;
    ends = List.copyOf(looked);
  }

  private synchronized void ended(boolean well) {
    if (works != well) {
      LOG.info("Heartbeat rows are {}", well ? "exchanged" : "not exchanged: no database");
    }
    works = well;
    lastRound = well ? attentive.nanos() : lastRound;
  }

  /** What this node's counter is now; 0 before its database was first asked. */
  synchronized long beatNow() {
    return base.isEmpty()
        ? 0
        : base.getAsLong() + Duration.ofNanos(time.ticker().nanos() - started).toMillis();
  }

  /** True if this process wrote that counter, and not one before it. */
  synchronized boolean isOfThisRun(long counter) {
    return base.isPresent() && counter >= base.getAsLong();
  }

  /** Since when this node's database takes no beats, in nanoseconds; 0 if it does. */
  synchronized long brokenFor() {
    return works ? 0 : attentive.nanos() - lastRound;
  }

  synchronized Optional<Seen> seen(NodeId node) {
    return Optional.ofNullable(seen.get(node));
  }

  synchronized Map<NodeId, Long> counters() {
    Map<NodeId, Long> counters = new HashMap<>();
    seen.forEach((node, beat) -> counters.put(node, beat.counter()));
    return counters;
  }

  /** True once the channels were looked at. */
  synchronized boolean hasLooked() {
    return hasLooked;
  }

  synchronized List<ReplicationEnd> ends() {
    return ends;
  }
}
