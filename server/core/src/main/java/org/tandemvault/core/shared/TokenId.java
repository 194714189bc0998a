package org.tandemvault.core.shared;

import java.util.Optional;

/** Identifies one API token; never re-used. */
public record TokenId(long value) implements Id {

  /** Reads the 13-character form; empty if the text is not an id. */
  public static Optional<TokenId> parse(String text) {
    return Id.parseValue(text).map(TokenId::new);
  }

  @Override
  public String toString() {
    return text();
  }
}
