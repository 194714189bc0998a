package org.tandemvault.db.resource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.ExportRow;
import org.tandemvault.core.resource.SealedPassword;
import org.tandemvault.core.resource.VisibleResource;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.access.Rights;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.Columns;
import org.tandemvault.db.session.JdbiSession;

/** Reads accounts and passwords from rows. */
final class AccountRows {

  private AccountRows() {}

  static Account account(Platform platform, ResultSet row) throws SQLException {
    return new Account(
        new AccountId(row.getLong("id")),
        new ResourceId(row.getLong("resource_id")),
        row.getString("login"),
        row.getBytes("sealed_notes"),
        row.getLong("password_version"),
        platform.instant(row, "password_changed_at"),
        Columns.instant(platform, row, "expires_at"),
        Columns.number(row, "policy_id").map(PolicyId::new),
        row.getLong("version"));
  }

  static SealedPassword password(Platform platform, ResultSet row) throws SQLException {
    return new SealedPassword(
        new AccountId(row.getLong("account_id")),
        row.getLong("version"),
        row.getBytes("sealed"),
        platform.instant(row, "changed_at"),
        row.getString("changed_by"));
  }

  /** One account of an export before its resource is there. */
  record Exported(Account account, SealedPassword password, Optional<Right> right) {}

  static Exported exported(Platform platform, ResultSet row) throws SQLException {
    Account account = account(platform, row);
    var password =
        new SealedPassword(
            account.id(),
            row.getLong("w_version"),
            row.getBytes("sealed"),
            platform.instant(row, "changed_at"),
            row.getString("changed_by"));
    return new Exported(account, password, Rights.of(row));
  }

  /** The same rows with their resources and folders. */
  static List<ExportRow> complete(JdbiSession session, UserId viewer, List<Exported> rows) {
    Map<Long, VisibleResource> resources =
        ResourceRows.visible(
            session, viewer, rows.stream().map(row -> row.account().resource().value()).toList());
    Map<Long, String> paths =
        paths(
            session,
            resources.values().stream()
                .flatMap(v -> v.resource().folder().stream())
                .map(FolderId::value)
                .toList());
    return rows.stream()
        .filter(row -> resources.containsKey(row.account().resource().value()))
        .map(row -> row(row, resources.get(row.account().resource().value()), paths))
        .toList();
  }

  private static ExportRow row(Exported row, VisibleResource resource, Map<Long, String> paths) {
    String path = resource.resource().folder().map(folder -> paths.get(folder.value())).orElse("");
    return new ExportRow(resource, path, row.account(), row.password(), row.right());
  }

  private static Map<Long, String> paths(JdbiSession session, Collection<Long> folders) {
    var paths = new HashMap<Long, String>();
    Chunks.each(
            folders,
            chunk ->
                session
                    .query("resource/folder_paths")
                    .bindList("ids", chunk)
                    .map(
                        (row, context) ->
                            Map.entry(row.getLong("folder_id"), row.getString("name")))
                    .list())
        .forEach(step -> paths.merge(step.getKey(), step.getValue(), (up, low) -> up + "/" + low));
    return paths;
  }
}
