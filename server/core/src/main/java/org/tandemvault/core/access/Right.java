package org.tandemvault.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.NotFoundException;

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

  /**
   * Asks for at least {@code needed}.
   *
   * @param held what the caller has on the thing; empty looks as if it did not exist
   * @return what the caller has
   * @throws NotFoundException without any right
   * @throws ForbiddenException with too little
   */
  public static Right demand(Optional<Right> held, Right needed, String kind, Object id) {
    Right right = held.orElseThrow(() -> NotFoundException.of(kind, id));
    if (!right.covers(needed)) {
      throw tooLittle(needed, kind, id);
    }
    return right;
  }

  /** For a caller who sees a thing without having the right they need. */
  public static ForbiddenException tooLittle(Right needed, String kind, Object id) {
    return new ForbiddenException(
        "This needs the right '" + needed.word() + "' on " + kind + " " + id + ".");
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
