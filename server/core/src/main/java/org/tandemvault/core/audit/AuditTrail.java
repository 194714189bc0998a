package org.tandemvault.core.audit;

import java.util.List;
import org.tandemvault.core.node.WriteSession;

/**
 * Appends to this node's chain. Thread-safe; one per process.
 *
 * <p>The order of the chain is kept in the process: whoever appends holds the chain's end for one
 * insert and the commit. Reveals go through {@link #recordDurably}, which commits many waiting
 * entries together.
 */
public interface AuditTrail {

  /** Records an entry in the transaction of the change it tells of, as its last statement. */
  void record(WriteSession tx, AuditEntry entry);

  /**
   * Records an entry by itself and returns when it is durable.
   *
   * @throws org.tandemvault.core.shared.UnavailableException {@code audit-unavailable} if it can't
   *     be written; the caller must then refuse what it was about to do
   */
  AuditEvent recordDurably(AuditEntry entry);

  /**
   * Records entries by themselves, in their order, and returns when all are durable. An
   * implementation commits them together where it can.
   *
   * @throws org.tandemvault.core.shared.UnavailableException {@code audit-unavailable} as {@link
   *     #recordDurably}; some may have been written
   */
  default List<AuditEvent> recordAllDurably(List<AuditEntry> entries) {
    return entries.stream().map(this::recordDurably).toList();
  }

  /** As of the last append. */
  AuditHealth health();
}
