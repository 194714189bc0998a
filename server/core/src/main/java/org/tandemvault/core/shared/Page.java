package org.tandemvault.core.shared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list and where the next one starts.
 *
 * @param next the cursor of the next page, empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }

  /** The same page of other items. */
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), next);
  }
}
