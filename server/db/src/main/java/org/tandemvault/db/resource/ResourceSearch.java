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
  private final JdbiSession session;
  private final UserId viewer;
  private final SearchLimits limits;
  private final List<Candidates> ways = new ArrayList<>();
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
      filters.add(session.text("resource/search_word").replace("#", Integer.toString(i)));
      values.put("word" + i, prefix);
      values.put("wordEnd" + i, end);
      ways.add(Candidates.ofWord(prefix, end));
    }
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
    Candidates sees = Candidates.ofViewer(viewer);
    Optional<Candidates> narrow =
        sees.atMost(limits.fewSeen(), session)
            ? Optional.of(sees)
            : ways.stream().filter(way -> way.atMost(limits.fewIndexed(), session)).findFirst();
    if (narrow.isPresent()) {
      return from(narrow.get(), after, limit);
    }
    int walk = Math.max(limits.walk(), limit * limits.walk() / 50);
    List<Keyset> found = rows(filtered("names", after).bind("walk", walk).bind("limit", limit));
    if (found.size() == limit || walkedToTheEnd(after, walk)) {
      return found;
    }
    return from(ways.isEmpty() ? sees : ways.getFirst(), after, limit);
  }

  private List<Keyset> from(Candidates way, Keyset after, int limit) {
    return rows(
        filtered(way.by(), after)
            .bindMap(way.values())
            .bind("walk", Integer.MAX_VALUE)
            .bind("limit", limit));
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
}
