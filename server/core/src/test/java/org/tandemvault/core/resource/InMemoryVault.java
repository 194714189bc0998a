package org.tandemvault.core.resource;

import org.tandemvault.core.access.InMemoryShares;
import org.tandemvault.core.identity.InMemoryGroups;
import org.tandemvault.core.identity.InMemoryUsers;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.policy.InMemoryPolicies;
import org.tandemvault.core.policy.InMemorySettingsStore;

/** The whole vault in memory. */
public final class InMemoryVault {

  private InMemoryVault() {}

  /** An empty vault on a primary. */
  public static VaultFixture empty() {
    return over(InMemoryTransactions.primary(InMemoryDatabase.create()));
  }

  /** An empty vault behind this gate. */
  public static VaultFixture over(Transactions transactions) {
    var tables = new VaultTables();
    var users = new InMemoryUsers();
    var groups = new InMemoryGroups();
    var shares = new InMemoryShares(tables, users, groups);
    groups.onDelete(shares::forget);
    var resources = new InMemoryResources(tables, shares);
    var store =
        new ResourceStore(
            new InMemoryFolders(tables, shares),
            resources,
            new InMemoryAccounts(tables, shares, resources),
            shares,
            new InMemoryPolicies(tables));
    return new VaultFixture(transactions, users, groups, store, new InMemorySettingsStore(tables));
  }
}
