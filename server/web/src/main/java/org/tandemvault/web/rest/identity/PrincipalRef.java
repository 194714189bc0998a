package org.tandemvault.web.rest.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.tandemvault.core.identity.Principal;
import org.tandemvault.core.shared.GroupId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.web.rest.Ids;

/**
 * A user or group in a request. What it is called may come along and is ignored.
 *
 * @param type {@code user} or {@code group}
 */
@JsonIgnoreProperties({"name", "displayName"})
public record PrincipalRef(Optional<String> type, Optional<String> id) {

  /**
   * The user or group meant.
   *
   * @param field where this stands in the request, for the violation
   */
  public Principal principal(String field) {
    if (id.isEmpty()) {
      throw InvalidException.of(field + ".id", "must be given");
    }
    return switch (type.orElse("")) {
      case "user" -> new Principal.OfUser(Ids.inField(field + ".id", id, UserId::parse).get());
      case "group" -> new Principal.OfGroup(Ids.inField(field + ".id", id, GroupId::parse).get());
      default -> throw InvalidException.of(field + ".type", "is user or group");
    };
  }
}
