package org.tandemvault.db.identity;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.identity.IdentityFixture;
import org.tandemvault.core.identity.IdentityStore;
import org.tandemvault.core.identity.UsersContract;
import org.tandemvault.db.FreshDatabase;

/** The contract on PostgreSQL. */
class JdbiUsersTest extends UsersContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected IdentityFixture emptyStore() {
    DATABASE.clear();
    var store = new IdentityStore(new JdbiUsers(), new JdbiGroups(), new JdbiApiTokens());
    return new IdentityFixture(DATABASE.primary(), store);
  }
}
