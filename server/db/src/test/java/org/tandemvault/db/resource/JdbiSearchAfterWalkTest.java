package org.tandemvault.db.resource;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.resource.SearchContract;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;

/** The contract on PostgreSQL. */
class JdbiSearchAfterWalkTest extends SearchContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected VaultFixture emptyVault() {
    return JdbiFixtures.emptyVault(DATABASE, new SearchLimits(0, 0, 1));
  }
}
