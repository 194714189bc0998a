package org.tandemvault.core.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.TokenId;

/** The caller's own API tokens. Thread-safe. */
public final class TokenAdministration {
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
