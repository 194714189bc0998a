package org.tandemvault.core.shared;

import java.util.Optional;

/** Identifies one folder; never re-used. */
public record FolderId(long value) implements Id {

  /** Reads the 13-character form; empty if the text is not an id. */
  public static Optional<FolderId> parse(String text) {
    return Id.parseValue(text).map(FolderId::new);
  }

  @Override
  public String toString() {
    return text();
  }
}
