package org.tandemvault.db.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.tandemvault.core.access.Grant;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.Share;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.access.Shares;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.identity.Principals;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.JdbiSession;

/**
 * {@link Shares} in the database. Thread-safe.
 *
 * <p>A share on a resource or an account carries the resource's id, so that what somebody sees is
 * found from either end by one index.
 */
public final class JdbiShares implements Shares {

  @Override
  public List<Share> of(ReadSession tx, ShareTarget target) {
    return JdbiSession.of(tx)
        .query("access/shares_of")
        .bind("targetType", target.type())
        .bind("targetId", target.id().value())
        .map(JdbiShares::share)
        .list();
  }

  @Override
  public void replace(WriteSession tx, ShareTarget target, List<Share> shares) {
    var session = JdbiSession.of(tx);
    session
        .update("access/shares_delete")
        .bind("targetType", target.type())
        .bind("targetId", target.id().value())
        .execute();
    var batch = session.batch("access/share_insert");
    shares.forEach(share -> add(batch, session, target, share));
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  @Override
  public void giveOnNew(WriteSession tx, Collection<? extends ShareTarget> targets, Share share) {
    var session = JdbiSession.of(tx);
    var batch = session.batch("access/share_insert");
    targets.forEach(target -> add(batch, session, target, share));
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static void add(
      PreparedBatch batch, JdbiSession session, ShareTarget target, Share share) {
    batch
        .bind("targetType", target.type())
        .bind("targetId", target.id().value())
        .bind("principalType", share.principal().type())
        .bind("principalId", share.principal().id().value())
        .bind("rightLevel", Rights.level(share.right()))
        .bind("resourceId", resourceOf(session, target).orElse(null))
        .add();
  }

  private static Optional<Long> resourceOf(JdbiSession session, ShareTarget target) {
    return switch (target) {
      case ShareTarget.OfFolder folder -> Optional.empty();
      case ShareTarget.OfResource resource -> Optional.of(resource.id().value());
      case ShareTarget.OfAccount account ->
          session
              .query("access/resource_of_account")
              .bind("id", account.id().value())
              .mapTo(Long.class)
              .findOne();
    };
  }

  @Override
  public Optional<Right> right(ReadSession tx, UserId user, ShareTarget target) {
    return JdbiSession.of(tx)
        .query("access/right_on_" + target.type())
        .bind("viewer", user.value())
        .bind("targetId", target.id().value())
        .map((row, context) -> Rights.of(row))
        .findOne()
        .flatMap(right -> right);
  }

  @Override
  public Map<AccountId, Right> rightsOn(
      ReadSession tx, UserId user, Collection<AccountId> accounts) {
    var session = JdbiSession.of(tx);
    return Chunks.each(
            accounts.stream().map(AccountId::value).toList(),
            chunk ->
                session
                    .query("access/rights_on_accounts")
                    .bind("viewer", user.value())
                    .bindList("ids", chunk)
                    .map(
                        (row, context) ->
                            Map.entry(
                                new AccountId(row.getLong("target_id")),
                                Rights.of(row).orElseThrow()))
                    .list())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public boolean hasManager(ReadSession tx, ShareTarget target) {
    return JdbiSession.of(tx)
        .query("access/managers_on_" + target.type())
        .bind("targetId", target.id().value())
        .bind("manage", Rights.level(Right.MANAGE))
        .bind("enabled", true)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  @Override
  public List<Grant> explain(ReadSession tx, UserId user, ShareTarget target) {
    return JdbiSession.of(tx)
        .query("access/explain_" + target.type())
        .bind("viewer", user.value())
        .bind("targetId", target.id().value())
        .map(JdbiShares::grant)
        .list();
  }

  @Override
  public Optional<String> nameOf(ReadSession tx, ShareTarget target) {
    return JdbiSession.of(tx)
        .query("access/name_of_" + target.type())
        .bind("targetId", target.id().value())
        .map((row, context) -> name(row, "resource_name"))
        .findOne();
  }

  private static Share share(ResultSet row, StatementContext context) throws SQLException {
    return new Share(
        Principals.of(row.getString("principal_type"), row.getLong("principal_id")),
        Rights.of(row).orElseThrow());
  }

  private static Grant grant(ResultSet row, StatementContext context) throws SQLException {
    ShareTarget on = target(row.getString("target_type"), row.getLong("target_id"));
    String onName =
        on instanceof ShareTarget.OfFolder
            ? row.getString("folder_name")
            : name(row, "resource_name");
    return new Grant(
        Rights.of(row).orElseThrow(),
        on,
        onName,
        Principals.of(row.getString("principal_type"), row.getLong("principal_id")),
        row.getString("through_name"));
  }

  private static String name(ResultSet row, String column) throws SQLException {
    String login = row.getString("login");
    return row.getString(column) + (login == null ? "" : "/" + login);
  }

  private static ShareTarget target(String type, long id) {
    return switch (type) {
      case "folder" -> new ShareTarget.OfFolder(new FolderId(id));
      case "resource" -> new ShareTarget.OfResource(new ResourceId(id));
      case "account" -> new ShareTarget.OfAccount(new AccountId(id));
      default -> throw new IllegalStateException("There is no share on a " + type);
    };
  }
}
