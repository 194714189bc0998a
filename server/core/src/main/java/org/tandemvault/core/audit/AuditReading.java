package org.tandemvault.core.audit;

import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/**
 * Reads and verifies the audit trail for those who may. Callers are checked by the rim's role.
 * Thread-safe.
 */
public final class AuditReading {
  /** One page of the events asked for. */
  public Page<AuditEvent> find(AuditQuery query, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  /** Verifies all chains as of now. */
  public AuditReport verify() {
    throw new IllegalStateException("unwritten");
  }
}
