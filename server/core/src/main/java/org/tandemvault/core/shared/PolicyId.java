package org.tandemvault.core.shared;

import java.util.Optional;

/** Identifies one policy; never re-used. */
public record PolicyId(long value) implements Id {

  /** Reads the 13-character form; empty if the text is not an id. */
  public static Optional<PolicyId> parse(String text) {
    return Id.parseValue(text).map(PolicyId::new);
  }

  @Override
  public String toString() {
    return text();
  }
}
