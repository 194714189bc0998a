package org.tandemvault.core.identity;

import java.time.Clock;
import org.tandemvault.core.node.Transactions;

/** Users as authenticated requests need them, at most 5 s stale. Thread-safe. */
public final class KnownUsers {

  private final Transactions transactions;
  private final Users users;
  private final Clock clock;

  public KnownUsers(Transactions transactions, Users users, Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.clock = clock;
  }
}
