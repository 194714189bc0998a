package org.tandemvault.db.audit;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.audit.AuditEventsContract;
import org.tandemvault.core.audit.AuditFixture;
import org.tandemvault.db.FreshDatabase;

/** The contract on PostgreSQL. */
class JdbiAuditEventsTest extends AuditEventsContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected AuditFixture emptyStore() {
    DATABASE.clear();
    return new AuditFixture(DATABASE.primary(), new JdbiAuditEvents());
  }
}
