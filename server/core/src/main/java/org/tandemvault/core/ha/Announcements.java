package org.tandemvault.core.ha;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.HaStatus;

/**
 * Tells one listener on a thread of its own, so that a slow mail server holds up nobody. What could
 * not be told is told again later, together with what came meanwhile. Thread-safe.
 */
public final class Announcements implements HaListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final int MOST_WAITING = 200;
  private static final int GATHER_MILLIS = 500;

  private final String what;
  private final HaListener listener;
  private final long againSeconds;
  private final ScheduledExecutorService thread;
  private final List<HaChange> waiting = new ArrayList<>();
  private HaStatus status;
  private boolean due;

  /**
   * @param what for the log, e.g. {@code mail}
   * @param againSeconds after which what failed is tried again
   */
  public Announcements(String what, HaListener listener, long againSeconds) {
    this.what = what;
    this.listener = listener;
    this.againSeconds = againSeconds;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ha-" + what).factory());
  }

  /** Takes note and returns at once. */
  @Override
  public synchronized void changed(HaStatus now, List<HaChange> changes) {
    status = now;
    waiting.addAll(changes);
    int surplus = waiting.size() - MOST_WAITING;
    if (surplus > 0) {
      LOG.warn(
          "{} changes of high availability are never told by {}: too many wait", surplus, what);
      waiting.subList(0, surplus).clear();
    }
    tellAfter(GATHER_MILLIS);
  }

  private synchronized void tellAfter(long millis) {
    if (!due && !thread.isShutdown()) {
      due = true;
      thread.schedule(this::tell, millis, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized List<HaChange> take() {
    due = false;
    List<HaChange> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  private synchronized HaStatus latest() {
    return status;
  }

  private synchronized void giveBack(List<HaChange> untold) {
    waiting.addAll(0, untold);
  }

  private void tell() {
    List<HaChange> changes = take();
    try {
      listener.changed(latest(), changes);
    } catch (RuntimeException e) { // the rim of a background job: it must go on
      LOG.warn("Changes of high availability can't be told by {} now: {}", what, e.toString());
      giveBack(changes);
      tellAfter(againSeconds * 1000);
    }
  }

  /** Ends; what is being told is finished, what waits is dropped. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
