package org.tandemvault.web.ui.part;

import com.vaadin.flow.component.grid.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/**
 * Lets a grid scroll by position through a list that is read by keyset.
 *
 * <p>Remembers where each page starts and keeps the last few pages, never the list: a hundred
 * thousand rows cost one cursor per hundred of those that were scrolled over. Not thread-safe.
 */
public final class CursorPages<T> {

  private static final int SIZE = 100;
  private static final int KEPT = 6;

  private final Function<PageRequest, Page<T>> source;
  private final List<Optional<String>> starts = new ArrayList<>();
  private final Map<Integer, Page<T>> kept = new LinkedHashMap<>(16, 0.75f, true);

  public CursorPages(Function<PageRequest, Page<T>> source) {
    this.source = source;
    forget();
  }

  /** Makes a grid show this list; the answer reloads it from the start. */
  public static <T> Runnable show(Grid<T> grid, Function<PageRequest, Page<T>> source) {
    var pages = new CursorPages<T>(source);
    var view = grid.setItems(query -> pages.fetch(query.getOffset(), query.getLimit()));
    view.setItemCountEstimate(SIZE);
    view.setItemCountEstimateIncrease(3 * SIZE);
    return () -> {
      pages.forget();
      grid.getDataProvider().refreshAll();
    };
  }

  /** The items from a position on; fewer than {@code limit} only at the end of the list. */
  public Stream<T> fetch(int offset, int limit) {
    var items = new ArrayList<T>(limit);
    int at = offset;
    while (items.size() < limit) {
      List<T> page = page(at / SIZE);
      int from = at % SIZE;
      if (from >= page.size()) {
        break;
      }
      int to = Math.min(page.size(), from + limit - items.size());
      items.addAll(page.subList(from, to));
      at += to - from;
    }
    return items.stream();
  }

  /** Starts anew, as after a change of the list. */
  public void forget() {
    kept.clear();
    starts.clear();
    starts.add(Optional.empty());
  }

  private List<T> page(int number) {
    while (starts.size() <= number) {
      int last = starts.size() - 1;
      if (load(last).next().isEmpty()) {
        return List.of();
      }
    }
    return load(number).items();
  }

  private Page<T> load(int number) {
    Page<T> known = kept.get(number);
    if (known != null) {
      return known;
    }
    Page<T> page = source.apply(new PageRequest(SIZE, starts.get(number)));
    kept.put(number, page);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    if (page.next().isPresent() && starts.size() == number + 1) {
      starts.add(page.next());
    }
    return page;
  }
}
