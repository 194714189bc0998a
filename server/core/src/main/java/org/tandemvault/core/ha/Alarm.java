package org.tandemvault.core.ha;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.HaStatus;

/**
 * What people are told away from the vault. Nothing in it is secret.
 *
 * @param subject one line
 * @param status as of now
 */
public record Alarm(Instant at, String subject, List<HaChange> changes, HaStatus status) {

  public Alarm {
    changes = List.copyOf(changes);
  }

  /** What changed and how it is now, in words, line by line. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    changes.forEach(change -> lines.add(change.at() + "  " + change.text()));
    lines.add("");
    lines.add("As node " + status.node().id() + " sees it now:");
    lines.add("High Availability Status: " + status.haStatus().word());
    lines.add("Replication Status: " + status.replicationStatus().word());
    if (!status.reason().isEmpty()) {
      lines.add(status.reason());
    }
    return List.copyOf(lines);
  }
}
