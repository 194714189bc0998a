package org.tandemvault.core.identity;

import java.time.Clock;
import org.tandemvault.crypto.TokenFactory;

/** The sessions of people on this node, in memory. Thread-safe. */
public final class Sessions {

  private final SignInRules rules;
  private final TokenFactory tokens;
  private final Clock clock;

  public Sessions(SignInRules rules, TokenFactory tokens, Clock clock) {
    this.rules = rules;
    this.tokens = tokens;
    this.clock = clock;
  }
}
