package org.tandemvault.core.identity;

import java.time.Instant;
import java.util.Set;
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
}
