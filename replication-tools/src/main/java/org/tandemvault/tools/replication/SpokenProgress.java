package org.tandemvault.tools.replication;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationProgress;

/** Tells a person, line by line, how far it is. */
public final class SpokenProgress implements ReplicationProgress {
  private static final int WIDTH = 30;

  /** As a snapshot's agent begins its words. */
  private static final Pattern PERCENT = Pattern.compile("\\[(\\d{1,3})%]\\s*(.*)", Pattern.DOTALL);

  private final Consumer<String> say;

  /**
   * @param say prints one line
   */
  public SpokenProgress(Consumer<String> say) {
    this.say = say;
  }

  @Override
  public void begins(PlanStep step) {
    say.accept("... " + step.what());
  }

  @Override
  public void says(String line) {
    Matcher percent = PERCENT.matcher(line);
    say.accept("    " + (percent.matches() ? bar(percent) : line));
  }

  private static String bar(Matcher told) {
    int percent = Math.min(100, Integer.parseInt(told.group(1)));
    int full = percent * WIDTH / 100;
    return "[%s%s] %3d %%  %s"
        .formatted("#".repeat(full), "-".repeat(WIDTH - full), percent, told.group(2));
  }

  @Override
  public void copied(String table, long rows) {
    say.accept("    " + table + ": " + rows + " rows");
  }
}
