package org.tandemvault.web.rest.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.identity.CreatedUser;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.Versioned;

/**
 * A user.
 *
 * @param locked true while too many wrong tries keep this name from signing in on this node
 * @param secondFactor true once one is enrolled and confirmed
 * @param initialPassword shown once, where the vault made it
 */
public record UserAnswer(
    String id,
    String name,
    String displayName,
    String email,
    List<String> roles,
    boolean enabled,
    boolean locked,
    boolean secondFactor,
    boolean mustChangePassword,
    Instant createdAt,
    Instant updatedAt,
    long version,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Secret> initialPassword)
    implements Versioned {

  static UserAnswer of(User user, UserAdministration users) {
    return of(user, users.locked(user), Optional.empty());
  }

  static UserAnswer of(CreatedUser created) {
    return of(created.user(), false, created.initialPassword());
  }

  private static UserAnswer of(User user, boolean locked, Optional<Secret> initialPassword) {
    return new UserAnswer(
        user.id().text(),
        user.name(),
        user.displayName(),
        user.email(),
        user.roles().stream().sorted().map(Role::word).toList(),
        user.enabled(),
        locked,
        user.secondFactor(),
        user.mustChangePassword(),
        user.createdAt(),
        user.updatedAt(),
        user.version(),
        initialPassword);
  }
}
