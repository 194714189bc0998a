package org.tandemvault.core.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.crypto.TokenFactory;

/** The caller's own API tokens. Thread-safe. */
public final class TokenAdministration {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final TokenFactory factory;
  private final KnownTokens known;
  private final Stamps stamps;

  public TokenAdministration(
      AuditedTransactions work,
      IdentityStore store,
      TokenFactory factory,
      KnownTokens known,
      Stamps stamps) {
    this.work = work;
    this.store = store;
    this.factory = factory;
    this.known = known;
    this.stamps = stamps;
  }

  public Page<ApiToken> list(Caller caller, PageRequest page) {
    throw new IllegalStateException("unwritten");
  }

  /** Scopes beyond the caller's own rights are refused. */
  public CreatedToken create(
      Caller caller, String name, Set<Scope> scopes, Optional<Instant> expiresAt) {
    throw new IllegalStateException("unwritten");
  }

  /** The caller's own; an admin may delete anybody's. */
  public void delete(Caller caller, TokenId id) {
    throw new IllegalStateException("unwritten");
  }
}
