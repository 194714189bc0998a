package org.tandemvault.core.shared;

import java.util.Optional;

/** Identifies one account; never re-used. */
public record AccountId(long value) implements Id {

  /** Reads the 13-character form; empty if the text is not an id. */
  public static Optional<AccountId> parse(String text) {
    return Id.parseValue(text).map(AccountId::new);
  }

  @Override
  public String toString() {
    return text();
  }
}
