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
 * <p>Where a way in leads to few resources (what the viewer sees, a rare word, a small folder),
 * each of them is looked at. Else the names are walked in order, which fills a page soon; a walk
 * that took long and found too little is given up for the narrowest way in (ADR 0033). Used once.
 */
final class ResourceSearch {
  private final JdbiSession session;
  private final UserId viewer;
  private final SearchLimits limits;
  private final List<Candidates> ways = new ArrayList<>();
  private final List<String> filters = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();
  private String column = "";

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
    column = ", r.type_key";
  }

  private void add(String filter, String name, Object value) {
    filters.add(session.text("resource/search_" + filter));
    values.put(name, value);
  }

  /** At most {@code limit} of them behind a place, in order. */
  List<Keyset> find(Keyset after, int limit) {
    Candidates sees = Candidates.ofViewer(viewer);
    Optional<Candidates> narrow =
        sees.atMost(limits.few(), session)
            ? Optional.of(sees)
            : ways.stream().filter(way -> way.atMost(limits.few(), session)).findFirst();
    if (narrow.isPresent()) {
      return from(narrow.get(), after, limit);
    }
    List<Keyset> found = walk(after, limit);
    if (found.size() == limit || walkedToTheEnd(after)) {
      return found;
    }
    return from(ways.isEmpty() ? sees : ways.getFirst(), after, limit);
  }

  private List<Keyset> from(Candidates way, Keyset after, int limit) {
    Query query = filtered("resource/search_from_" + way.by(), after).bindMap(way.values());
    return rows(query.bind("limit", limit));
  }

  private List<Keyset> walk(Keyset after, int limit) {
    Query query = filtered("resource/search_walk", after).define("column", column);
    return rows(query.bind("walk", limits.walk()).bind("limit", limit));
  }

  private boolean walkedToTheEnd(Keyset after) {
    return session
        .query("resource/search_walk_rest")
        .bind("afterKey", after.key())
        .bind("afterId", after.id())
        .bind("walk", limits.walk())
        .mapTo(Long.class)
        .findOne()
        .isEmpty();
  }

  private Query filtered(String statement, Keyset after) {
    return session
        .query(statement)
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
