package org.tandemvault.db.resource;

import java.util.Map;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.session.JdbiSession;

/**
 * A way to come to resources: by what the viewer sees, by a word, by a folder, by a type. If it
 * leads to few, putting them in order is cheaper than walking all names (ADR 0033).
 *
 * @param by the end of the names of its statements
 * @param values the parameters of its statements
 */
record Candidates(String by, Map<String, Object> values) {
  static Candidates ofViewer(UserId viewer) {
    return new Candidates("viewer", Map.of("viewer", viewer.value()));
  }

  static Candidates ofWord(String prefix, String end) {
    return new Candidates("word", Map.of("rare", prefix, "rareEnd", end));
  }

  static Candidates ofFolder(FolderId folder) {
    return new Candidates("folder", Map.of("folderId", folder.value()));
  }

  static Candidates ofType(String typeKey) {
    return new Candidates("type", Map.of("typeKey", typeKey));
  }

  /** True if names come from an index, not by a look-up for each. */
  boolean isIndexed() {
    return !by.equals("viewer");
  }

  /** How many there are; counts no further than {@code most + 1}. */
  int count(int most, JdbiSession session) {
    return session
        .query("resource/search_count_" + by)
        .bindMap(values)
        .bind("most", most + 1)
        .mapTo(Integer.class)
        .one();
  }
}
