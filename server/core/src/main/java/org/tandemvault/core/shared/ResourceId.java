package org.tandemvault.core.shared;

import java.util.Optional;

/** Identifies one resource; never re-used. */
public record ResourceId(long value) implements Id {

  /** Reads the 13-character form; empty if the text is not an id. */
  public static Optional<ResourceId> parse(String text) {
    return Id.parseValue(text).map(ResourceId::new);
  }

  @Override
  public String toString() {
    return text();
  }
}
