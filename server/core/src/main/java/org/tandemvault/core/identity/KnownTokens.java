package org.tandemvault.core.identity;

import java.time.Clock;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.crypto.TokenFactory;

/** API tokens as requests need them, at most 5 s stale. Thread-safe. */
public final class KnownTokens {

  private final Transactions transactions;
  private final ApiTokens stored;
  private final TokenFactory tokens;
  private final Clock clock;

  public KnownTokens(
      Transactions transactions, ApiTokens stored, TokenFactory tokens, Clock clock) {
    this.transactions = transactions;
    this.stored = stored;
    this.tokens = tokens;
    this.clock = clock;
  }
}
