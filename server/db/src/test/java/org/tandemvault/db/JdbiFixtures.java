package org.tandemvault.db;

import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.resource.ResourceStore;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.db.access.JdbiShares;
import org.tandemvault.db.identity.JdbiGroups;
import org.tandemvault.db.identity.JdbiUsers;
import org.tandemvault.db.policy.JdbiPolicies;
import org.tandemvault.db.policy.JdbiSettings;
import org.tandemvault.db.resource.JdbiAccounts;
import org.tandemvault.db.resource.JdbiFolders;
import org.tandemvault.db.resource.JdbiResources;
import org.tandemvault.db.resource.SearchLimits;

/** The ports of the contracts over a database. */
public final class JdbiFixtures {

  private JdbiFixtures() {}

  public static VaultFixture emptyVault(FreshDatabase database) {
    return emptyVault(database, SearchLimits.MEASURED);
  }

  public static VaultFixture emptyVault(FreshDatabase database, SearchLimits limits) {
    database.clear();
    return vault(database.primary(), limits);
  }

  public static VaultFixture vault(Transactions transactions, SearchLimits limits) {
    var store =
        new ResourceStore(
            new JdbiFolders(limits),
            new JdbiResources(limits),
            new JdbiAccounts(),
            new JdbiShares(),
            new JdbiPolicies());
    return new VaultFixture(
        transactions, new JdbiUsers(), new JdbiGroups(), store, new JdbiSettings());
  }
}
