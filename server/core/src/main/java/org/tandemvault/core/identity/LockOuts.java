package org.tandemvault.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.TooManyAttemptsException;

/**
 * Counts failed tries per sign-in name, whether there is such a user or not, and locks names: after
 * 5 failures for 30 s, doubling with each further one to 15 minutes; forgotten a day after the
 * last. In memory, per node. Thread-safe.
 *
 * <p>Tries of one name that run at the same time never exceed the failures left, so guessing in
 * parallel gains nothing; who would exceed them waits for the others' outcome.
 *
 * <p>Memory is bounded. When it is full, names that were never locked go first, so flushing one
 * real lock takes five failures for each of {@link #CAPACITY} other names.
 */
public final class LockOuts {

  static final int CAPACITY = 100_000;
  private static final int FREE_FAILURES = 5;
  private static final Duration FIRST_LOCK = Duration.ofSeconds(30);
  private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
  private static final Duration MEMORY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clock clock;
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition outcome = lock.newCondition();
  private final Map<ByteBuffer, Count> suspects = new LinkedHashMap<>();
  private final Map<ByteBuffer, Count> onceLocked = new LinkedHashMap<>();

  public LockOuts(Clock clock) {
    this(clock, CAPACITY);
  }

  LockOuts(Clock clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** One try that is under way; exactly one of its methods must be called, once. */
  public final class Try {

    private final ByteBuffer key;
    private final Count count;

    private Try(ByteBuffer key, Count count) {
      this.key = key;
      this.count = count;
    }

    /** It failed: counted. */
    public void failed() {
      finish(key, count, () -> count.fail(clock.instant()));
    }

    /** It succeeded: earlier failures are forgotten. */
    public void succeeded() {
      finish(key, count, count::forget);
    }

    /** It came to nothing: neither counted nor forgotten. */
    public void withdrawn() {
      finish(key, count, () -> {});
    }
  }

  private static final class Count {
    private int failures;
    private int running;
    private Instant lockedUntil = Instant.MIN;
    private Instant last = Instant.MIN;

    boolean mayRun() {
      return failures < FREE_FAILURES ? failures + running < FREE_FAILURES : running == 0;
    }

    void fail(Instant now) {
      failures++;
      last = now;
      if (failures >= FREE_FAILURES) {
        int doublings = Math.min(failures - FREE_FAILURES, 10);
        Duration grown = FIRST_LOCK.multipliedBy(1L << doublings);
        lockedUntil = now.plus(grown.compareTo(LONGEST_LOCK) < 0 ? grown : LONGEST_LOCK);
      }
    }

    void forget() {
      failures = 0;
      lockedUntil = Instant.MIN;
    }

    boolean isOld(Instant now) {
      return failures > 0 && last.isBefore(now.minus(MEMORY));
    }
  }

  /**
   * Begins a try; empty if the name is locked.
   *
   * @throws TooManyAttemptsException if too many tries of this name run at the same time
   */
  public Optional<Try> begin(String name) {
    ByteBuffer key = key(name);
    lock.lock();
    try {
      long nanos = PATIENCE.toNanos();
      Count count = known(key);
      while (!isLocked(count) && !count.mayRun()) {
        if (nanos <= 0) {
          throw new TooManyAttemptsException(Duration.ofSeconds(1));
        }
        nanos = await(nanos);
        count = known(key);
      }
      if (isLocked(count)) {
        return Optional.empty();
      }
      count.running++;
      keep(key, count);
      return Optional.of(new Try(key, count));
    } finally {
      lock.unlock();
    }
  }

  /** True while tries of this name are refused. */
  public boolean isLocked(String name) {
    return !remaining(name).isZero();
  }

  /** How long tries of this name are still refused; zero if they are not. */
  public Duration remaining(String name) {
    lock.lock();
    try {
      Count count = known(key(name));
      return isLocked(count) ? Duration.between(clock.instant(), count.lockedUntil) : Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the failures of this name. */
  public void clear(String name) {
    ByteBuffer key = key(name);
    lock.lock();
    try {
      Count count = known(key);
      count.forget();
      keep(key, count);
      outcome.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void finish(ByteBuffer key, Count count, Runnable change) {
    lock.lock();
    try {
      count.running--;
      change.run();
      keep(key, count);
      outcome.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isLocked(Count count) {
    return clock.instant().isBefore(count.lockedUntil);
  }

  private Count known(ByteBuffer key) {
    Count found = onceLocked.getOrDefault(key, suspects.getOrDefault(key, new Count()));
    if (found.isOld(clock.instant())) {
      found.forget();
    }
    return found;
  }

  /** Puts a count where it belongs now, as the youngest. */
  private void keep(ByteBuffer key, Count count) {
    suspects.remove(key);
    onceLocked.remove(key);
    if (count.failures >= FREE_FAILURES) {
      onceLocked.put(key, count);
    } else if (count.failures > 0 || count.running > 0) {
      suspects.put(key, count);
    }
    if (suspects.size() + onceLocked.size() > capacity && !evictEldest(suspects)) {
      evictEldest(onceLocked);
    }
  }

  private static boolean evictEldest(Map<ByteBuffer, Count> counts) {
    Iterator<Count> eldestFirst = counts.values().iterator();
    while (eldestFirst.hasNext()) {
      if (eldestFirst.next().running == 0) {
        eldestFirst.remove();
        return true;
      }
    }
    return false;
  }

  private long await(long nanos) {
    try {
      return outcome.awaitNanos(nanos);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new TooManyAttemptsException(Duration.ofSeconds(1));
    }
  }

  /** Short, however long the name is. */
  private static ByteBuffer key(String name) {
    try {
      byte[] text = FieldRules.key(name).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
