package org.tandemvault.web.ui.part;

import java.time.Clock;
import java.time.Duration;

/** The time, and work that goes on after the answer to the browser. Thread-safe. */
public interface UiTasks {

  /** The time by which things are said to be old or due. */
  Clock clock();

  /** Runs it beside the page; the work itself enters the page by {@code UI.access}. */
  void run(Runnable work);

  /** Runs it once, later. */
  Pending after(Duration delay, Runnable work);

  /** Work that waits for its time. */
  @FunctionalInterface
  interface Pending {
    /** It does not run any more, unless it has begun. */
    void cancel();
  }
}
