package org.tandemvault.db.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/**
 * Where a page of a list starts that is sorted by a text key, then by id. The place before the
 * first row is the empty key with the lowest id, so that one statement serves every page.
 */
public record Keyset(String key, long id) {
  private static final Keyset START = new Keyset("", Long.MIN_VALUE);

  /** Reads the cursor of a request. */
  public static Keyset of(PageRequest page) {
    return page.cursor().map(Keyset::read).orElse(START);
  }

  private static Keyset read(String cursor) {
    List<String> parts = Cursor.read(cursor, 2);
    return new Keyset(parts.get(0), number(parts.get(1)));
  }

  /** Reads a cursor that is one number. */
  public static Optional<Long> number(PageRequest page) {
    return page.cursor().map(cursor -> number(Cursor.read(cursor, 1).getFirst()));
  }

  /** Reads a number in a cursor. */
  public static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedException("The cursor is not one of this list; start without one.", e);
    }
  }

  /** The cursor behind an item with this key and id. */
  public String cursor() {
    return Cursor.of(key, Long.toString(id));
  }

  /** Makes a page of rows of which one more than the page holds was asked for. */
  public static <T> Page<T> page(List<T> rows, int limit, Function<T, String> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty());
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, Optional.of(cursorOf.apply(items.getLast())));
  }
}
