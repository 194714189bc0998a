package org.tandemvault.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a share allows; each includes those before it. */
public enum Right {
  /** See, reveal, read the history. */
  VIEW,
  /** Edit the resource and its accounts, add accounts, change passwords. */
  MODIFY,
  /** Share, move, delete. */
  MANAGE;

  /** True if this right includes the other. */
  public boolean covers(Right other) {
    return compareTo(other) >= 0;
  }

  /** The word outside, e.g. {@code manage}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The right of that word. */
  public static Optional<Right> ofWord(String word) {
    return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
  }
}
