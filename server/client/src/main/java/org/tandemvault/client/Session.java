package org.tandemvault.client;

import java.time.Instant;
import java.util.List;

/**
 * A session that was opened; closing wipes the token and leaves the session open.
 *
 * @param mustChangePassword true if it opens nothing but the change of the first password
 * @param mustSetUpSecondFactor true if it opens nothing but the setting up of a second factor
 */
public record Session(
    SecretChars token,
    Instant expiresAt,
    Person user,
    boolean mustChangePassword,
    boolean mustSetUpSecondFactor)
    implements AutoCloseable {

  /** Whose it is. */
  public record Person(String id, String name, List<String> roles) {}

  @Override
  public void close() {
    token.close();
  }
}
