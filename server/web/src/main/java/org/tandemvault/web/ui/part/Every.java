package org.tandemvault.web.ui.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;

/** Reads short lists whole, for choices. */
public final class Every {

  private static final int MOST = 20_000;

  private Every() {}

  /** All items of a list, up to 20,000. */
  public static <T> List<T> of(Function<PageRequest, Page<T>> source) {
    var all = new ArrayList<T>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<T> page = source.apply(new PageRequest(PageRequest.MOST, cursor));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent() && all.size() < MOST);
    return List.copyOf(all);
  }
}
