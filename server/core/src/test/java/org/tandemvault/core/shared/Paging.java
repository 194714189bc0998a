package org.tandemvault.core.shared;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keyset paging over a list in memory, for fakes. */
public final class Paging {

  private Paging() {}

  /**
   * The page asked for of items sorted by a text and, where texts are equal, by id.
   *
   * @param text what to sort by
   * @param id tells items of the same text apart
   */
  public static <T> Page<T> page(
      List<T> items, Function<T, String> text, Function<T, Id> id, PageRequest page) {
    Function<T, Id> ids = id;
    Comparator<T> order =
        Comparator.comparing(text).thenComparing((a, b) -> byNumber(ids.apply(a), ids.apply(b)));
    List<T> sorted = items.stream().sorted(order).toList();
    List<T> rest = page.cursor().map(c -> behind(sorted, text, id, c)).orElse(sorted);
    List<T> taken = rest.stream().limit(page.limit()).toList();
    if (rest.size() <= page.limit()) {
      return new Page<>(taken, Optional.empty());
    }
    T last = taken.getLast();
    String next = Cursor.of(text.apply(last), Long.toString(id.apply(last).value()));
    return new Page<>(taken, Optional.of(next));
  }

  private static <T> List<T> behind(
      List<T> sorted, Function<T, String> text, Function<T, Id> id, String cursor) {
    List<String> parts = Cursor.read(cursor, 2);
    String lastText = parts.get(0);
    long lastId = number(parts.get(1));
    return sorted.stream()
        .filter(
            item -> {
              int byText = text.apply(item).compareTo(lastText);
              return byText > 0 || (byText == 0 && id.apply(item).value() > lastId);
            })
        .toList();
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw new MalformedException(
          "The cursor is not one of this list; start without one.", notANumber);
    }
  }

  private static int byNumber(Id a, Id b) {
    return Long.compare(a.value(), b.value());
  }
}
