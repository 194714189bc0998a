package org.tandemvault.core.audit;

import java.util.List;
import org.tandemvault.core.node.CommitParticipant.Ending;
import org.tandemvault.core.node.LocalSession;

/**
 * One transaction's hold of the chain's end: from its insert until it ended. Used by one thread.
 */
final class ChainHold {

  private final ChainLock lock;
  private final ChainEnd end;
  private boolean held;
  private boolean appended;

  ChainHold(ChainLock lock, ChainEnd end) {
    this.lock = lock;
    this.end = end;
  }

  /** Takes the chain's end if this hold has it not yet, and appends. */
  List<AuditEvent> append(LocalSession tx, List<AuditEntry> entries) {
    if (!held) {
      boolean orderly = lock.acquire();
      held = true;
      if (!orderly) {
        end.lostTrack();
      }
    }
    appended = false;
    List<AuditEvent> events = end.append(tx, entries);
    appended = true;
    return events;
  }

  /** True if rows may be in the database, should the transaction have been committed. */
  boolean hasAppended() {
    return appended;
  }

  /** Lets go; does nothing if the chain was never taken. */
  void ended(Ending ending) {
    if (!held) {
      return;
    }
    try {
      if (appended) {
        end.ended(ending);
      }
    } finally {
      held = false;
      lock.release();
    }
  }
}
