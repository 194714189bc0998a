package org.tandemvault.tools.replication;

import java.util.function.Consumer;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationProgress;

/** Tells a person, line by line, how far it is. */
public final class SpokenProgress implements ReplicationProgress {
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
    say.accept("    " + line);
  }

  @Override
  public void copied(String table, long rows) {
    say.accept("    " + table + ": " + rows + " rows");
  }
}
