package org.tandemvault.db.resource;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.resource.ResourceQuery;
import org.tandemvault.core.resource.Resources;
import org.tandemvault.core.resource.VisibleResource;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.resource.ResourceRows.Held;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** {@link Resources} in the database. Thread-safe. */
public final class JdbiResources implements Resources {
  private final SearchLimits limits;

  public JdbiResources() {
    this(SearchLimits.MEASURED);
  }

  public JdbiResources(SearchLimits limits) {
    this.limits = limits;
  }

  @Override
  public Optional<Resource> find(ReadSession tx, ResourceId id) {
    var session = JdbiSession.of(tx);
    List<Held> rows =
        session
            .query("resource/resource_find")
            .bind("id", id.value())
            .map(
                (row, context) ->
                    new Held(ResourceRows.bare(session.platform(), row), Optional.empty()))
            .list();
    return ResourceRows.whole(session, rows).stream().findFirst();
  }

  @Override
  public Optional<VisibleResource> findVisible(ReadSession tx, UserId viewer, ResourceId id) {
    return ResourceRows.visible(JdbiSession.of(tx), viewer, List.of(id.value())).values().stream()
        .findFirst();
  }

  @Override
  public Page<VisibleResource> search(
      ReadSession tx, UserId viewer, ResourceQuery query, PageRequest page) {
    var session = JdbiSession.of(tx);
    List<Keyset> places =
        new ResourceSearch(session, viewer, query, limits).find(Keyset.of(page), page.limit() + 1);
    Page<Keyset> found = Keyset.page(places, page.limit(), Keyset::cursor);
    Map<Long, VisibleResource> seen =
        ResourceRows.visible(session, viewer, found.items().stream().map(Keyset::id).toList());
    // what was deleted between the two queries is left out
    List<VisibleResource> items =
        found.items().stream().flatMap(p -> Stream.ofNullable(seen.get(p.id()))).toList();
    return new Page<>(items, found.next());
  }

  @Override
  public List<Resource> findModifiable(ReadSession tx, UserId user, Collection<String> names) {
    var session = JdbiSession.of(tx);
    Set<String> exact = new HashSet<>(names);
    List<Held> rows =
        Chunks.each(
            names.stream().map(FieldRules::key).toList(),
            chunk ->
                session
                    .query("resource/resource_by_names")
                    .bind("viewer", user.value())
                    .bindList("names", chunk)
                    .map((row, context) -> ResourceRows.held(session.platform(), row))
                    .stream()
                    .filter(row -> exact.contains(row.bare().name()))
                    .filter(row -> row.right().filter(r -> r.covers(Right.MODIFY)).isPresent())
                    .toList());
    return ResourceRows.whole(session, rows);
  }

  @Override
  public void insertAll(WriteSession tx, List<Resource> resources) {
    if (resources.isEmpty()) {
      return;
    }
    var session = JdbiSession.of(tx);
    var batch = session.batch("resource/resource_insert");
    for (Resource resource : resources) {
      fields(batch, resource).bind("createdAt", resource.createdAt());
      batch.add();
    }
    batch.execute();
    addAttributes(session, resources);
    SearchWords.addOwn(session, resources);
  }

  @Override
  public void update(WriteSession tx, Resource resource) {
    var session = JdbiSession.of(tx);
    SearchWords.lock(session, resource.id());
    if (fields(session.update("resource/resource_update"), resource).execute() == 0) {
      throw new StaleVersionException(
          "Resource " + resource.id() + " was changed by somebody else meanwhile. Load it again.");
    }
    session.update("resource/attributes_delete").bind("id", resource.id().value()).execute();
    addAttributes(session, List.of(resource));
    SearchWords.removeOwn(session, resource.id());
    SearchWords.rename(session, resource);
    SearchWords.addOwn(session, List.of(resource));
  }

  @Override
  public void delete(WriteSession tx, ResourceId id) {
    var session = JdbiSession.of(tx);
    Stream.of(
            "resource/resource_passwords_delete",
            "resource/resource_accounts_delete",
            "resource/tokens_delete_all",
            "resource/resource_shares_delete",
            "resource/attributes_delete",
            "resource/resource_delete")
        .forEach(statement -> session.update(statement).bind("id", id.value()).execute());
  }

  private static void addAttributes(JdbiSession session, List<Resource> resources) {
    var batch = session.batch("resource/attribute_insert");
    for (Resource resource : resources) {
      int position = 0;
      for (Map.Entry<String, String> attribute : resource.attributes().entrySet()) {
        batch
            .bind("resourceId", resource.id().value())
            .bind("position", position++)
            .bind("name", attribute.getKey())
            .bind("value", attribute.getValue())
            .add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static <S extends SqlStatement<S>> S fields(S statement, Resource resource) {
    return statement
        .bind("id", resource.id().value())
        .bind("name", resource.name())
        .bind("nameKey", FieldRules.key(resource.name()))
        .bind("type", resource.type())
        .bind("typeKey", FieldRules.key(resource.type()))
        .bind("address", resource.address())
        .bind("description", resource.description())
        .bind("folderId", resource.folder().map(FolderId::value).orElse(null))
        .bind("updatedAt", resource.updatedAt())
        .bind("version", resource.version());
  }
}
