package org.tandemvault.db.access;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.access.SharesContract;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;

/** The contract on PostgreSQL. */
class JdbiSharesTest extends SharesContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected VaultFixture emptyVault() {
    return JdbiFixtures.emptyVault(DATABASE);
  }
}
