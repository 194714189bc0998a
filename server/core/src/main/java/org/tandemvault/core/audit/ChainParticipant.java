package org.tandemvault.core.audit;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.CommitParticipant;
import org.tandemvault.core.node.WriteSession;

/** A change's place in the chain: taken last, held for one insert and the commit. */
final class ChainParticipant implements CommitParticipant {

  private final WriteSession tx;
  private final ChainHold hold;
  private final TrailHealth health;
  private final AuditExport export;
  private final List<AuditEntry> entries = new ArrayList<>();

  ChainParticipant(WriteSession tx, ChainHold hold, TrailHealth health, AuditExport export) {
    this.tx = tx;
    this.hold = hold;
    this.health = health;
    this.export = export;
  }

  void add(AuditEntry entry) {
    entries.add(entry.storable());
  }

  @Override
  public void beforeCommit() {
    try {
      hold.append(tx, entries);
    } catch (RuntimeException e) {
      health.failed(e);
      throw e;
    }
  }

  @Override
  public void ended(Ending ending) {
    boolean appended = hold.hasAppended();
    hold.ended(ending);
    if (appended && ending == Ending.COMMITTED) {
      health.good();
      export.appended();
    }
  }
}
