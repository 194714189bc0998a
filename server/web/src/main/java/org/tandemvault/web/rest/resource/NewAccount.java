package org.tandemvault.web.rest.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.resource.AccountFields;
import org.tandemvault.crypto.Secret;

/**
 * What people send for a new account. What only the vault sets may come along and is ignored.
 *
 * @param generate true to have the password made by the policy instead of giving one
 */
@JsonIgnoreProperties({
  "id",
  "resourceId",
  "passwordVersion",
  "passwordChangedAt",
  "version",
  "right"
})
public record NewAccount(
    Optional<String> login,
    Optional<String> notes,
    Optional<Instant> expiresAt,
    Optional<String> policy,
    Optional<Secret> password,
    Optional<Boolean> generate) {

  AccountFields fields() {
    return new AccountRequest(login, notes, expiresAt, policy).fields();
  }
}
