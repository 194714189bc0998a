package org.tandemvault.db.resource;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.resource.ResourcesContract;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;

/** The contract on PostgreSQL. */
class JdbiResourcesTest extends ResourcesContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected VaultFixture emptyVault() {
    return JdbiFixtures.emptyVault(DATABASE);
  }
}
