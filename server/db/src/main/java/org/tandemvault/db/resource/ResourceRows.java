package org.tandemvault.db.resource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.VisibleResource;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.access.Rights;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.Columns;
import org.tandemvault.db.session.JdbiSession;

/** Loads resources with their attributes and the viewer's right. */
final class ResourceRows {

  private ResourceRows() {}

  /** A row before its attributes are there. */
  record Held(Resource bare, Optional<Right> right) {
    private Resource with(Map<Long, Map<String, String>> attributes) {
      return new Resource(
          bare.id(),
          bare.name(),
          bare.type(),
          bare.address(),
          bare.description(),
          bare.folder(),
          attributes.getOrDefault(bare.id().value(), Map.of()),
          bare.createdAt(),
          bare.updatedAt(),
          bare.version());
    }

    private VisibleResource visible(Map<Long, Map<String, String>> attributes) {
      return right.isPresent()
          ? new VisibleResource(with(attributes), right)
          : new VisibleResource(partOf(bare), right);
    }
  }

  /** What the viewer sees of these, by id; what they may not know of is left out. */
  static Map<Long, VisibleResource> visible(
      JdbiSession session, UserId viewer, Collection<Long> ids) {
    List<Held> rows =
        Chunks.each(
            ids,
            chunk ->
                session
                    .query("resource/resource_held")
                    .bind("viewer", viewer.value())
                    .bindList("ids", chunk)
                    .map(
                        (row, context) ->
                            row.getInt("partly") == 1 || Rights.of(row).isPresent()
                                ? Optional.of(held(session.platform(), row))
                                : Optional.<Held>empty())
                    .stream()
                    .flatMap(Optional::stream)
                    .toList());
    var whole = rows.stream().filter(row -> row.right().isPresent()).toList();
    Map<Long, Map<String, String>> attributes = attributes(session, whole);
    return rows.stream()
        .map(row -> row.visible(attributes))
        .collect(Collectors.toMap(v -> v.resource().id().value(), Function.identity()));
  }

  /** The same rows with their attributes, whole. */
  static List<Resource> whole(JdbiSession session, List<Held> rows) {
    Map<Long, Map<String, String>> attributes = attributes(session, rows);
    return rows.stream().map(row -> row.with(attributes)).toList();
  }

  static Held held(Platform platform, ResultSet row) throws SQLException {
    return new Held(bare(platform, row), Rights.of(row));
  }

  static Resource bare(Platform platform, ResultSet row) throws SQLException {
    return new Resource(
        new ResourceId(row.getLong("id")),
        row.getString("name"),
        row.getString("type"),
        row.getString("address"),
        row.getString("description"),
        Columns.number(row, "folder_id").map(FolderId::new),
        Map.of(),
        platform.instant(row, "created_at"),
        platform.instant(row, "updated_at"),
        row.getLong("version"));
  }

  private static Map<Long, Map<String, String>> attributes(JdbiSession session, List<Held> rows) {
    var found = new HashMap<Long, Map<String, String>>();
    Chunks.each(
            rows.stream().map(row -> row.bare().id().value()).toList(),
            chunk ->
                session
                    .query("resource/attributes")
                    .bindList("ids", chunk)
                    .map(
                        (row, context) ->
                            new Attribute(
                                row.getLong("resource_id"),
                                row.getString("name"),
                                row.getString("attribute_value")))
                    .list())
        .forEach(
            a ->
                found
                    .computeIfAbsent(a.resource(), id -> new LinkedHashMap<>())
                    .put(a.name(), a.value()));
    return found;
  }

  private static Resource partOf(Resource r) {
    return new Resource(
        r.id(),
        r.name(),
        r.type(),
        r.address(),
        "",
        Optional.empty(),
        Map.of(),
        r.createdAt(),
        r.updatedAt(),
        r.version());
  }

  private record Attribute(long resource, String name, String value) {}
}
