package org.tandemvault.core.ha;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditTrail;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.HaStatus;

/** Puts changes on record in this node's own chain, and in its log. */
public final class AuditedChanges implements HaListener {

  private static final Logger LOG = LoggerFactory.getLogger(AuditedChanges.class);

  private final AuditTrail trail;

  public AuditedChanges(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public void changed(HaStatus status, List<HaChange> changes) {
    List<AuditEntry> entries =
        changes.stream()
            .filter(change -> change.part() != HaPart.DRILL) // on record by itself
            .map(AuditedChanges::entry)
            .toList();
    if (!entries.isEmpty()) {
      trail.recordAllDurably(entries);
    }
    for (HaChange change : changes) {
      if (change.finding().isAlive()) {
        LOG.info("{}", change.text());
      } else {
        LOG.warn("{}", change.text());
      }
    }
  }

  private static AuditEntry entry(HaChange change) {
    return new AuditEntry(
        "",
        "system",
        AuditAction.HA_CHANGE,
        new Target("node", "", change.peer().value()),
        change.finding().isAlive() ? Outcome.OK : Outcome.FAILED,
        change.text(),
        "");
  }
}
