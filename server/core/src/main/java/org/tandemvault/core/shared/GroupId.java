package org.tandemvault.core.shared;

import java.util.Optional;

/** Identifies one group; never re-used. */
public record GroupId(long value) implements Id {

  /** Reads the 13-character form; empty if the text is not an id. */
  public static Optional<GroupId> parse(String text) {
    return Id.parseValue(text).map(GroupId::new);
  }

  @Override
  public String toString() {
    return text();
  }
}
