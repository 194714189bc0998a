package org.tandemvault.db.resource;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.resource.FoldersContract;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;

/** The contract on PostgreSQL. */
class JdbiFoldersManyTest extends FoldersContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected VaultFixture emptyVault() {
    return JdbiFixtures.emptyVault(DATABASE, new SearchLimits(0, 0, 1));
  }
}
