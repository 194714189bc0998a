package org.tandemvault.core.audit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.tandemvault.core.shared.UnavailableException;

/**
 * Who may append to the chain now; first come, first served. Thread-safe.
 *
 * <p>Waiting is bounded, and what a thread held that died is taken over by the next.
 */
final class ChainLock {

  private static final long LOOK_AGAIN_MILLIS = 200;

  private final Semaphore place = new Semaphore(1, true);
  private final AtomicReference<Thread> holder = new AtomicReference<>();
  private final Duration patience;

  /**
   * @param patience how long a thread waits at most
   */
  ChainLock(Duration patience) {
    this.patience = patience;
  }

  /**
   * Waits for the place at the chain's end.
   *
   * @return false if it was taken over from a dead thread, so that nobody knows how that ended
   * @throws UnavailableException {@code audit-unavailable} if it takes too long
   */
  boolean acquire() {
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      if (tryFor(Math.min(LOOK_AGAIN_MILLIS, patience.toMillis()))) {
        holder.set(Thread.currentThread());
        return true;
      }
      Thread last = holder.get();
      if (last != null && !last.isAlive() && holder.compareAndSet(last, Thread.currentThread())) {
        return false;
      }
    } while (System.nanoTime() - deadline < 0);
    throw UnavailableException.audit(
        new TimeoutException("The end of the audit chain was not free within " + patience + "."));
  }

  /** Gives the place to the next. Only the thread that has it may call this. */
  void release() {
    if (!holder.compareAndSet(Thread.currentThread(), null)) {
      throw new IllegalStateException("This thread does not hold the audit chain.");
    }
    place.release();
  }

  private boolean tryFor(long millis) {
    try {
      return place.tryAcquire(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw UnavailableException.audit(stopped);
    }
  }
}
