package org.tandemvault.core.identity;

import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;

/** People and groups in memory. */
public final class InMemoryIdentity {

  private InMemoryIdentity() {}

  /** An empty store on a primary. */
  public static IdentityFixture emptyStore() {
    return new IdentityFixture(InMemoryTransactions.primary(InMemoryDatabase.create()), newStore());
  }

  /** The ports over nothing yet. */
  public static IdentityStore newStore() {
    return new IdentityStore(new InMemoryUsers(), new InMemoryGroups(), new InMemoryApiTokens());
  }
}
