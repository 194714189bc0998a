package org.tandemvault.web.rest.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserFields;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.crypto.Secret;

/** What admins send for a user. What only the vault sets may come along and is ignored. */
@JsonIgnoreProperties({
  "id",
  "locked",
  "secondFactor",
  "mustChangePassword",
  "createdAt",
  "updatedAt",
  "version"
})
public record UserRequest(
    Optional<String> name,
    Optional<String> displayName,
    Optional<String> email,
    Optional<List<String>> roles,
    Optional<Boolean> enabled,
    Optional<Secret> password) {

  /** A new one: {@code user} and enabled unless told otherwise. */
  UserFields created() {
    return new UserFields(
        name.orElse(""),
        displayName.orElse(""),
        email.orElse(""),
        roles.map(UserRequest::read).orElse(Set.of(Role.USER)),
        enabled.orElse(true));
  }

  /** In place of a present one, whose name can't be changed. */
  UserFields replacing(User present) {
    if (password.isPresent()) {
      throw InvalidException.of("password", "is changed by POST /users/{id}/reset-password");
    }
    return new UserFields(
        name.orElse(present.name()),
        displayName.orElse(""),
        email.orElse(""),
        roles.map(UserRequest::read).orElse(Set.of()),
        enabled.orElse(present.enabled()));
  }

  private static Set<Role> read(List<String> words) {
    var roles = EnumSet.noneOf(Role.class);
    var rules = new FieldRules();
    for (int i = 0; i < words.size(); i++) {
      Optional<Role> role = Role.ofWord(words.get(i));
      role.ifPresent(roles::add);
      rules.rule(role.isPresent(), "roles[" + i + "]", "is admin, password-admin, user or auditor");
    }
    rules.check();
    return roles;
  }
}
