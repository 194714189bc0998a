package org.tandemvault.core.identity;

import java.time.Instant;
import java.util.Set;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.shared.UserId;

/**
 * A person. Created by an admin, disabled rather than deleted, so that the audit keeps its names.
 *
 * @param name how they sign in; unique without regard to case; never changed
 * @param secondFactor true once TOTP is enrolled and confirmed
 * @param mustChangePassword true after creation and after a reset
 * @param version counts edits, for lost races
 */
public record User(
    UserId id,
    String name,
    String displayName,
    String email,
    Set<Role> roles,
    boolean enabled,
    boolean secondFactor,
    boolean mustChangePassword,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  public User {
    roles = Set.copyOf(roles);
  }

  /** This user as the audit trail names it. */
  public Target target() {
    return new Target("user", id.text(), name);
  }

  /** The next version, with what an admin filled in. */
  User with(UserFields fields, Instant now) {
    return next(fields, secondFactor, mustChangePassword, now);
  }

  /** The next version, disabled. */
  User disabled(Instant now) {
    return with(new UserFields(name, displayName, email, roles, false), now);
  }

  /** The next version, with another password. */
  User withPassword(boolean mustChange, Instant now) {
    return next(fields(), secondFactor, mustChange, now);
  }

  /** The next version, with or without a second factor. */
  User withSecondFactor(boolean enrolled, Instant now) {
    return next(fields(), enrolled, mustChangePassword, now);
  }

  private UserFields fields() {
    return new UserFields(name, displayName, email, roles, enabled);
  }

  private User next(UserFields fields, boolean second, boolean mustChange, Instant now) {
    return new User(
        id,
        name,
        fields.displayName(),
        fields.email(),
        fields.roles(),
        fields.enabled(),
        second,
        mustChange,
        createdAt,
        now,
        version + 1);
  }
}
