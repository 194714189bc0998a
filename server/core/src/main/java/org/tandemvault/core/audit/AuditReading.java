package org.tandemvault.core.audit;

import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/**
 * Reads and verifies the audit trail for those who may. Callers are checked by the rim's role.
 * Thread-safe.
 */
public final class AuditReading {

  private final Transactions transactions;
  private final AuditEvents events;
  private final AuditVerifier verifier;

  public AuditReading(Transactions transactions, AuditEvents events, AuditVerifier verifier) {
    this.transactions = transactions;
    this.events = events;
    this.verifier = verifier;
  }

  /** One page of the events asked for. */
  public Page<AuditEvent> find(AuditQuery query, PageRequest page) {
    return transactions.read(tx -> events.find(tx, query, page));
  }

  /** Verifies all chains as of now. */
  public AuditReport verify() {
    return verifier.verify();
  }
}
