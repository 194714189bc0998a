package org.tandemvault.web.rest.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.resource.AccountFields;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.web.rest.Ids;

/**
 * What people send for an account that is there. What only the vault sets may come along and is
 * ignored; the password is changed apart.
 */
@JsonIgnoreProperties({
  "id",
  "resourceId",
  "passwordVersion",
  "passwordChangedAt",
  "version",
  "right"
})
public record AccountRequest(
    Optional<String> login,
    Optional<String> notes,
    Optional<Instant> expiresAt,
    Optional<String> policy) {

  AccountFields fields() {
    return new AccountFields(
        login.orElse(""),
        notes.orElse(""),
        expiresAt,
        Ids.inField("policy", policy, PolicyId::parse));
  }
}
