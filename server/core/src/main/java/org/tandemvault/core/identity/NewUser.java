package org.tandemvault.core.identity;

import java.time.Instant;
import org.tandemvault.core.shared.Stamps;
import org.tandemvault.core.shared.UserId;

/** A user who was never there before and must change the first password. */
final class NewUser {

  private NewUser() {}

  static User of(UserFields fields, Stamps stamps) {
    Instant now = stamps.now();
    return new User(
        new UserId(stamps.nextId()),
        fields.name(),
        fields.displayName(),
        fields.email(),
        fields.roles(),
        fields.enabled(),
        false,
        true,
        now,
        now,
        1);
  }
}
