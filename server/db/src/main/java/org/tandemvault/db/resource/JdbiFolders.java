package org.tandemvault.db.resource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.Folder;
import org.tandemvault.core.resource.Folders;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.identity.StructureLock;
import org.tandemvault.db.session.Columns;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** {@link Folders} in the database. Thread-safe. */
public final class JdbiFolders implements Folders {
  /** Stands for the top in the unique key of names; never an id. */
  private static final long TOP = 0;

  private final SearchLimits limits;

  public JdbiFolders() {
    this(SearchLimits.MEASURED);
  }

  public JdbiFolders(SearchLimits limits) {
    this.limits = limits;
  }

  @Override
  public Optional<Folder> find(ReadSession tx, FolderId id) {
    return JdbiSession.of(tx)
        .query("resource/folder_find")
        .bind("id", id.value())
        .map(JdbiFolders::folder)
        .findOne();
  }

  @Override
  public Optional<Folder> findByName(ReadSession tx, Optional<FolderId> parent, String name) {
    return JdbiSession.of(tx)
        .query("resource/folder_find_by_name")
        .bind("parentKey", parent.map(FolderId::value).orElse(TOP))
        .bind("nameKey", FieldRules.key(name))
        .map(JdbiFolders::folder)
        .findOne();
  }

  @Override
  public Page<Folder> page(ReadSession tx, PageRequest page) {
    Keyset after = Keyset.of(page);
    List<Folder> rows =
        JdbiSession.of(tx)
            .query("resource/folder_page")
            .bind("afterKey", after.key())
            .bind("afterId", after.id())
            .bind("limit", page.limit() + 1)
            .map(JdbiFolders::folder)
            .list();
    return Keyset.page(rows, page.limit(), JdbiFolders::cursor);
  }

  @Override
  public Page<Folder> pageVisible(ReadSession tx, UserId viewer, PageRequest page) {
    Keyset after = Keyset.of(page);
    List<Folder> rows = visible(tx, viewer, after, page.limit() + 1, Optional.empty());
    return Keyset.page(rows, page.limit(), JdbiFolders::cursor);
  }

  @Override
  public Optional<Folder> findVisible(ReadSession tx, UserId viewer, FolderId id) {
    Keyset start = Keyset.of(PageRequest.first());
    return visible(tx, viewer, start, 1, Optional.of(id)).stream().findFirst();
  }

  private List<Folder> visible(
      ReadSession tx, UserId viewer, Keyset after, int limit, Optional<FolderId> only) {
    var session = JdbiSession.of(tx);
    boolean few = Candidates.ofViewer(viewer).count(limits.fewSeen(), session) <= limits.fewSeen();
    var query =
        session
            .query("resource/folder_page_visible_" + (few ? "few" : "many"))
            .define("only", only.isPresent() ? "and f.id = :id" : "")
            .bind("viewer", viewer.value())
            .bind("afterKey", after.key())
            .bind("afterId", after.id())
            .bind("limit", limit);
    only.ifPresent(id -> query.bind("id", id.value()));
    return query.map(JdbiFolders::folder).list();
  }

  @Override
  public List<Folder> path(ReadSession tx, FolderId id) {
    return JdbiSession.of(tx)
        .query("resource/folder_path")
        .bind("id", id.value())
        .map(JdbiFolders::folder)
        .list();
  }

  @Override
  public boolean isWithin(ReadSession tx, FolderId inner, FolderId outer) {
    return JdbiSession.of(tx)
        .query("resource/folder_within")
        .bind("inner", inner.value())
        .bind("outer", outer.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public boolean isEmpty(ReadSession tx, FolderId id) {
    return JdbiSession.of(tx)
        .query("resource/folder_content")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .isEmpty();
  }

  @Override
  public void insert(WriteSession tx, Folder folder) {
    StructureLock.FOLDERS.take(tx);
    var session = JdbiSession.of(tx);
    fields(session.update("resource/folder_insert"), folder).execute();
    session.update("resource/ancestor_self").bind("id", folder.id().value()).execute();
    join(session, folder);
  }

  @Override
  public void update(WriteSession tx, Folder folder) {
    StructureLock.FOLDERS.take(tx);
    var session = JdbiSession.of(tx);
    if (folder.parent().filter(parent -> isWithin(tx, parent, folder.id())).isPresent()) {
      throw InvalidException.of("parent", "must not be the folder itself or one below it");
    }
    if (fields(session.update("resource/folder_update"), folder).execute() == 0) {
      throw new StaleVersionException(
          "Folder " + folder.id() + " was changed by somebody else meanwhile. Load it again.");
    }
    session.update("resource/ancestors_part").bind("id", folder.id().value()).execute();
    join(session, folder);
  }

  @Override
  public void delete(WriteSession tx, FolderId id) {
    StructureLock.FOLDERS.take(tx);
    var session = JdbiSession.of(tx);
    session
        .update("access/shares_delete")
        .bind("targetType", "folder")
        .bind("targetId", id.value())
        .execute();
    session.update("resource/ancestors_delete").bind("id", id.value()).execute();
    session.update("resource/folder_delete").bind("id", id.value()).execute();
  }

  /** Puts the folder with all below it under everything above its parent. */
  private static void join(JdbiSession session, Folder folder) {
    folder
        .parent()
        .ifPresent(
            parent ->
                session
                    .update("resource/ancestors_join")
                    .bind("id", folder.id().value())
                    .bind("parentId", parent.value())
                    .execute());
  }

  private static <S extends SqlStatement<S>> S fields(S statement, Folder folder) {
    return statement
        .bind("id", folder.id().value())
        .bind("name", folder.name())
        .bind("nameKey", FieldRules.key(folder.name()))
        .bind("parentId", folder.parent().map(FolderId::value).orElse(null))
        .bind("parentKey", folder.parent().map(FolderId::value).orElse(TOP))
        .bind("version", folder.version());
  }

  private static Folder folder(ResultSet row, StatementContext context) throws SQLException {
    return new Folder(
        new FolderId(row.getLong("id")),
        row.getString("name"),
        Columns.number(row, "parent_id").map(FolderId::new),
        row.getLong("version"));
  }

  private static String cursor(Folder folder) {
    return new Keyset(FieldRules.key(folder.name()), folder.id().value()).cursor();
  }
}
