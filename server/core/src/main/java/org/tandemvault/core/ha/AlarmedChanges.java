package org.tandemvault.core.ha;

import java.util.List;
import org.tandemvault.core.node.HaStatus;

/** Rings a bell for changes, once for those that came together. */
public final class AlarmedChanges implements HaListener {

  private final AlarmBell bell;

  public AlarmedChanges(AlarmBell bell) {
    this.bell = bell;
  }

  @Override
  public void changed(HaStatus status, List<HaChange> changes) {
    if (!changes.isEmpty()) {
      bell.ring(new Alarm(changes.getLast().at(), subject(status, changes), changes, status));
    }
  }

  /** The worst first: a failure is never hidden behind something that became well. */
  private static String subject(HaStatus status, List<HaChange> changes) {
    HaChange first =
        changes.stream()
            .filter(change -> !change.finding().isAlive())
            .findFirst()
            .orElse(changes.getFirst());
    String more = changes.size() > 1 ? " and " + (changes.size() - 1) + " more" : "";
    return "Tandem Vault, node "
        + status.node().id()
        + ": node "
        + first.peer()
        + ", "
        + first.part().words()
        + ": "
        + first.finding().state().word()
        + more;
  }
}
