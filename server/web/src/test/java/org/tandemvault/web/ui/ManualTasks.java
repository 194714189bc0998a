package org.tandemvault.web.ui;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.web.ui.part.UiTasks;

/** Work beside the pages that runs when the test moves the clock. */
public final class ManualTasks implements UiTasks {

  private record Waiting(Instant due, Runnable work) {}

  private final MovableClock clock;
  private final List<Waiting> waiting = new ArrayList<>();

  ManualTasks(MovableClock clock) {
    this.clock = clock;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public void run(Runnable work) {
    work.run();
  }

  @Override
  public Pending after(Duration delay, Runnable work) {
    var entry = new Waiting(clock.instant().plus(delay), work);
    waiting.add(entry);
    return () -> waiting.remove(entry);
  }

  /** Moves the clock and runs what is due. */
  public void pass(Duration time) {
    clock.move(time);
    List<Waiting> due = waiting.stream().filter(w -> !w.due().isAfter(clock.instant())).toList();
    waiting.removeAll(due);
    due.forEach(w -> w.work().run());
  }

  /** How much waits. */
  public int pending() {
    return waiting.size();
  }
}
