package org.tandemvault.core.audit;

import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;

final class InMemoryAuditEventsTest extends AuditEventsContract {

  @Override
  protected AuditFixture emptyStore() {
    return new AuditFixture(
        InMemoryTransactions.primary(InMemoryDatabase.create()), new InMemoryAuditEvents());
  }
}
