package org.tandemvault.db.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tandemvault.core.identity.ApiToken;
import org.tandemvault.core.identity.ApiTokens;
import org.tandemvault.core.identity.Scope;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.TokenId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Columns;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** {@link ApiTokens} in the database. Thread-safe. */
public final class JdbiApiTokens implements ApiTokens {

  @Override
  public void insert(WriteSession tx, ApiToken token, byte[] digest) {
    JdbiSession.of(tx)
        .update("identity/token_insert")
        .bind("id", token.id().value())
        .bind("ownerId", token.owner().value())
        .bind("name", token.name())
        .bind("digest", digest)
        .bind(
            "scopes",
            token.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(",")))
        .bind("createdAt", token.createdAt())
        .bind("expiresAt", token.expiresAt().orElse(null))
        .execute();
  }

  @Override
  public Optional<ApiToken> find(ReadSession tx, TokenId id) {
    var session = JdbiSession.of(tx);
    return session
        .query("identity/token_find")
        .bind("id", id.value())
        .map((row, context) -> token(session.platform(), row))
        .findOne();
  }

  @Override
  public Optional<ApiToken> findByDigest(ReadSession tx, byte[] digest) {
    var session = JdbiSession.of(tx);
    return session
        .query("identity/token_find_by_digest")
        .bind("digest", digest)
        .map((row, context) -> token(session.platform(), row))
        .findOne();
  }

  @Override
  public Page<ApiToken> page(ReadSession tx, UserId owner, PageRequest page) {
    var session = JdbiSession.of(tx);
    List<ApiToken> rows =
        session
            .query("identity/token_page")
            .bind("ownerId", owner.value())
            .bind("afterId", Keyset.number(page).orElse(Long.MIN_VALUE))
            .bind("limit", page.limit() + 1)
            .map((row, context) -> token(session.platform(), row))
            .list();
    return Keyset.page(rows, page.limit(), t -> Cursor.of(Long.toString(t.id().value())));
  }

  @Override
  public void delete(WriteSession tx, TokenId id) {
    JdbiSession.of(tx).update("identity/token_delete").bind("id", id.value()).execute();
  }

  @Override
  public void deleteAllOf(WriteSession tx, UserId owner) {
    JdbiSession.of(tx).update("identity/token_delete_all").bind("ownerId", owner.value()).execute();
  }

  private static ApiToken token(Platform platform, ResultSet row) throws SQLException {
    return new ApiToken(
        new TokenId(row.getLong("id")),
        new UserId(row.getLong("owner_id")),
        row.getString("name"),
        Arrays.stream(row.getString("scopes").split(",", -1))
            .flatMap(word -> Scope.ofWord(word).stream())
            .collect(Collectors.toUnmodifiableSet()),
        platform.instant(row, "created_at"),
        Columns.instant(platform, row, "expires_at"));
  }
}
