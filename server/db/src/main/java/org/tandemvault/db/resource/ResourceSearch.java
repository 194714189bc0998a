package org.tandemvault.db.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.tandemvault.core.resource.ResourceQuery;
import org.tandemvault.core.resource.SearchTokens;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/**
 * Finds one page of the resources a viewer may see, by name.
 *
 * <p>Where a way in leads to few resources (what the viewer sees, a word, a folder), these are put
 * in order and looked at until the page is full. Else the names are walked, which fills a page
 * soon; a walk that found too little is given up for a way in (ADR 0033). Used once.
 */
final class ResourceSearch {
  /** So few that it does not pay to look for a narrower way. */
  private static final int FEW_ENOUGH = 200;

  /** So many times a walk is sorted out first. */
  private static final int FIRST_WALKS = 4;

  private final JdbiSession session;
  private final UserId viewer;
  private final SearchLimits limits;
  private final List<Candidates> ways = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> filters = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  ResourceSearch(JdbiSession session, UserId viewer, ResourceQuery query, SearchLimits limits) {
    this.session = session;
    this.limits = limits;
    this.viewer = viewer;
    values.put("viewer", viewer.value());
    query
        .folder()
        .ifPresent(
            folder -> {
              ways.add(Candidates.ofFolder(folder));
              add("folder", "folderId", folder.value());
            });
    words(SearchTokens.toFind(query.q()));
    query.type().map(FieldRules::key).ifPresent(this::type);
    filters.addFirst(session.text("resource/search_visible"));
  }

  private void words(List<String> prefixes) {
    Platform platform = session.platform();
    for (int i = 0; i < prefixes.size(); i++) {
      String prefix = prefixes.get(i);
      String end = platform.endOfPrefix(prefix);
      words.add(numbered("resource/search_has_word", i));
      filters.add(numbered("resource/search_word", i));
      values.put("word" + i, prefix);
      values.put("wordEnd" + i, end);
      ways.add(Candidates.ofWord(prefix, end));
    }
  }

  private String numbered(String part, int number) {
    return session.text(part).replace("#", Integer.toString(number));
  }

  private void type(String typeKey) {
    ways.add(Candidates.ofType(typeKey));
    add("type", "typeKey", typeKey);
  }

  private void add(String filter, String name, Object value) {
    filters.add(session.text("resource/search_" + filter));
    values.put(name, value);
  }

  /** At most {@code limit} of them behind a place, in order. */
  List<Keyset> find(Keyset after, int limit) {
    Optional<Way> narrow = narrowest();
    return narrow.isPresent() ? inOrder(narrow.get(), after, limit) : walkOrGiveUp(after, limit);
  }

  /** The way in that leads to the fewest, if they are few. */
  private Optional<Way> narrowest() {
    var best = new Way(Candidates.ofViewer(viewer), limits.fewIndexed() + 1);
    for (Candidates way : ways) {
      int size = way.count(limits.fewIndexed(), session);
      best = size < best.size() ? new Way(way, size) : best;
    }
    if (best.size() > FEW_ENOUGH) {
      Candidates sees = Candidates.ofViewer(viewer);
      int most = Math.min(limits.fewSeen(), best.size());
      int size = sees.count(most, session);
      best = size <= most ? new Way(sees, size) : best;
    }
    return Optional.of(best).filter(way -> way.size() <= limits.fewIndexed());
  }

  private List<Keyset> walkOrGiveUp(Keyset after, int limit) {
    int walk = walk(limit);
    List<Keyset> found = rows(filtered("names", after).bind("walk", walk).bind("limit", limit));
    if (found.size() == limit || walkedToTheEnd(after, walk)) {
      return found;
    }
    Candidates widest = ways.isEmpty() ? Candidates.ofViewer(viewer) : ways.getFirst();
    return inOrder(new Way(widest, Integer.MAX_VALUE), after, limit);
  }

  /** Where there are many, the first of them mostly fill the page, and are quicker to sort out. */
  private List<Keyset> inOrder(Way way, Keyset after, int limit) {
    int first = walk(limit) * FIRST_WALKS;
    if (way.size() > first && way.to().isIndexed()) {
      List<Keyset> found = inOrder(way.to(), after, limit, first);
      if (found.size() == limit) {
        return found;
      }
    }
    return inOrder(way.to(), after, limit, Integer.MAX_VALUE);
  }

  private List<Keyset> inOrder(Candidates way, Keyset after, int limit, int first) {
    return rows(
        filtered(way.by(), after).bindMap(way.values()).bind("walk", first).bind("limit", limit));
  }

  private int walk(int limit) {
    return Math.max(limits.walk(), limit * limits.walk() / PageRequest.DEFAULT_LIMIT);
  }

  private boolean walkedToTheEnd(Keyset after, int walk) {
    return session
        .query("resource/search_names_rest")
        .bind("afterKey", after.key())
        .bind("afterId", after.id())
        .bind("walk", walk)
        .mapTo(Long.class)
        .findOne()
        .isEmpty();
  }

  private Query filtered(String from, Keyset after) {
    return session
        .query("resource/search_from_" + from)
        .define("words", String.join("\n", words))
        .define("filters", String.join("\n", filters))
        .bindMap(values)
        .bind("afterKey", after.key())
        .bind("afterId", after.id());
  }

  private static List<Keyset> rows(Query query) {
    return query
        .map((row, context) -> new Keyset(row.getString("name_key"), row.getLong("id")))
        .list();
  }

  /** A way in and how many it leads to. */
  private record Way(Candidates to, int size) {}
}
