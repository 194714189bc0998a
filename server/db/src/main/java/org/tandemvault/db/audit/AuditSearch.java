package org.tandemvault.db.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.AuditEvent;
import org.tandemvault.core.audit.AuditQuery;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** Puts an audit query together: time, node, number are the order; the filters are optional. */
final class AuditSearch {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final JdbiSession session;
  private final AuditQuery query;
  private final StringBuilder filters = new StringBuilder();
  private final Map<String, Object> values = new HashMap<>();

  AuditSearch(JdbiSession session, AuditQuery query) {
    this.session = session;
    this.query = query;
    query.node().ifPresent(node -> filter("node", Map.of("nodeId", node.value())));
    query.action().ifPresent(action -> filter("action", Map.of("action", action.name())));
    query.actor().ifPresent(a -> filter("actor", Map.of("actorKey", actorKey(a), "actorId", a)));
    query.target().ifPresent(this::target);
  }

  private void target(String target) {
    String prefix = FieldRules.key(target);
    String end = session.platform().endOfPrefix(prefix);
    filter("target", Map.of("targetId", target, "prefix", prefix, "prefixEnd", end));
  }

  private void filter(String name, Map<String, Object> more) {
    filters.append(session.text("audit/filter_" + name)).append('\n');
    values.putAll(more);
  }

  /** The query for one page; only the limit is left to bind. */
  Query from(PageRequest page) {
    Instant from = within(query.from().orElse(FIRST));
    Instant to = within(query.to().orElse(LAST));
    Place start = query.oldestFirst() ? new Place(from, "", 0) : new Place(to, "", 0);
    Place after = page.cursor().map(Place::read).orElse(start);
    return session
        .query(query.oldestFirst() ? "audit/find_oldest" : "audit/find_newest")
        .define("filters", filters.toString())
        .bindMap(values)
        .bind("from", from)
        .bind("to", to)
        .bind("afterAt", within(after.at()))
        .bind("afterNode", after.node())
        .bind("afterSeq", after.seq());
  }

  /**
   * The key by which an actor is found. Lower case can be longer than what was typed, so it is cut
   * to what the column holds, never inside a character.
   */
  static String actorKey(String actor) {
    String key = FieldRules.key(actor);
    if (key.length() <= AuditEntry.ACTOR_LIMIT) {
      return key;
    }
    int end = AuditEntry.ACTOR_LIMIT;
    return key.substring(0, Character.isHighSurrogate(key.charAt(end - 1)) ? end - 1 : end);
  }

  /** The cursor behind an event. */
  static String cursor(AuditEvent event) {
    Instant at = event.at();
    return Cursor.of(
        Long.toString(at.getEpochSecond()),
        Integer.toString(at.getNano()),
        event.node().value(),
        Long.toString(event.seq()));
  }

  /** Databases know the years 1 to 9999. */
  private static Instant within(Instant at) {
    if (at.isBefore(FIRST)) {
      return FIRST;
    }
    return at.isAfter(LAST) ? LAST : at;
  }

  private record Place(Instant at, String node, long seq) {
    static Place read(String cursor) {
      List<String> parts = Cursor.read(cursor, 4);
      try {
        Instant at =
            Instant.ofEpochSecond(Keyset.number(parts.get(0)), Keyset.number(parts.get(1)));
        return new Place(at, parts.get(2), Keyset.number(parts.get(3)));
      } catch (DateTimeException | ArithmeticException e) {
        throw new MalformedException("The cursor is not one of this list; start without one.", e);
      }
    }
  }
}
