package org.tandemvault.core.shared;

import java.util.Optional;

/** Identifies one user; never re-used. */
public record UserId(long value) implements Id {

  /** Reads the 13-character form; empty if the text is not an id. */
  public static Optional<UserId> parse(String text) {
    return Id.parseValue(text).map(UserId::new);
  }

  @Override
  public String toString() {
    return text();
  }
}
