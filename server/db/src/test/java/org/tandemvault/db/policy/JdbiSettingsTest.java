package org.tandemvault.db.policy;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.policy.SettingsStoreContract;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;

/** The contract on PostgreSQL. */
class JdbiSettingsTest extends SettingsStoreContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected VaultFixture emptyVault() {
    return JdbiFixtures.emptyVault(DATABASE);
  }
}
