package org.tandemvault.core.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.audit.Target;
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

  /** This token as the audit trail names it. */
  public Target target() {
    return new Target("token", id.text(), name);
  }

  /** True once its time is over. */
  boolean isOver(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }
}
