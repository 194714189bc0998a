package org.tandemvault.core.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.core.shared.UserId;

/** A token for programs. The token itself is shown once and stored only as a digest. */
public record ApiToken(
    TokenId id,
    UserId owner,
    String name,
    Set<Scope> scopes,
    Instant createdAt,
    Optional<Instant> expiresAt) {

  public ApiToken {
    scopes = Set.copyOf(scopes);
  }
}
