package org.tandemvault.web.rest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tandemvault.core.shared.Page;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page, null on the last one
 */
public record Listing<T>(List<T> items, Optional<String> next) {

  public Listing {
    items = List.copyOf(items);
  }

  /** A page as it is told outside. */
  public static <S, T> Listing<T> of(Page<S> page, Function<? super S, ? extends T> form) {
    Page<T> told = page.map(form);
    return new Listing<>(told.items(), told.next());
  }

  /** A list that is whole. */
  public static <S, T> Listing<T> whole(List<S> all, Function<? super S, ? extends T> form) {
    return new Listing<>(all.stream().<T>map(form).toList(), Optional.empty());
  }
}
