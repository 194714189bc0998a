package org.tandemvault.db.policy;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.policy.PoliciesContract;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.JdbiFixtures;

/** The contract on PostgreSQL. */
class JdbiPoliciesTest extends PoliciesContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected VaultFixture emptyVault() {
    return JdbiFixtures.emptyVault(DATABASE);
  }
}
