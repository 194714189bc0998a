package org.tandemvault.db.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.tandemvault.core.identity.Credentials;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.Users;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** {@link Users} in the database. Thread-safe. */
public final class JdbiUsers implements Users {

  @Override
  public Optional<User> find(ReadSession tx, UserId id) {
    var session = JdbiSession.of(tx);
    return session
        .query("identity/user_find")
        .bind("id", id.value())
        .map((row, context) -> user(session.platform(), row))
        .findOne();
  }

  @Override
  public Optional<User> findByName(ReadSession tx, String name) {
    var session = JdbiSession.of(tx);
    return session
        .query("identity/user_find_by_name")
        .bind("nameKey", FieldRules.key(name))
        .map((row, context) -> user(session.platform(), row))
        .findOne();
  }

  @Override
  public List<User> findAll(ReadSession tx, Collection<UserId> ids) {
    var session = JdbiSession.of(tx);
    return Chunks.each(
        ids.stream().map(UserId::value).toList(),
        chunk ->
            session
                .query("identity/user_find_all")
                .bindList("ids", chunk)
                .map((row, context) -> user(session.platform(), row))
                .list());
  }

  @Override
  public Page<User> page(ReadSession tx, String q, PageRequest page) {
    var session = JdbiSession.of(tx);
    Keyset after = Keyset.of(page);
    String prefix = FieldRules.key(q);
    List<User> rows =
        session
            .query("identity/user_page")
            .bind("afterKey", after.key())
            .bind("afterId", after.id())
            .bind("prefix", prefix)
            .bind("prefixEnd", session.platform().endOfPrefix(prefix))
            .bind("limit", page.limit() + 1)
            .map((row, context) -> user(session.platform(), row))
            .list();
    return Keyset.page(
        rows, page.limit(), u -> new Keyset(FieldRules.key(u.name()), u.id().value()).cursor());
  }

  @Override
  public long count(ReadSession tx) {
    return JdbiSession.of(tx).query("identity/user_count").mapTo(Long.class).one();
  }

  @Override
  public long countEnabled(ReadSession tx, Role role) {
    return JdbiSession.of(tx)
        .query("identity/user_roles_enabled")
        .bind("enabled", true)
        .map((row, context) -> roles(row.getString("roles")))
        .stream()
        .filter(roles -> roles.contains(role))
        .count();
  }

  @Override
  public void insert(WriteSession tx, User user, Credentials credentials) {
    var session = JdbiSession.of(tx);
    fields(session.update("identity/user_insert"), user)
        .bind("name", user.name())
        .bind("nameKey", FieldRules.key(user.name()))
        .bind("createdAt", user.createdAt())
        .execute();
    session
        .update("identity/principal_insert")
        .bind("userId", user.id().value())
        .bind("principalId", user.id().value())
        .execute();
    secrets(session.update("identity/credentials_insert"), credentials).execute();
  }

  @Override
  public void update(WriteSession tx, User user) {
    int changed = fields(JdbiSession.of(tx).update("identity/user_update"), user).execute();
    if (changed == 0) {
      throw new StaleVersionException(
          "User " + user.id() + " was changed by somebody else meanwhile. Load it again.");
    }
  }

  @Override
  public Optional<Credentials> credentials(ReadSession tx, UserId id) {
    return JdbiSession.of(tx)
        .query("identity/credentials_find")
        .bind("id", id.value())
        .map((row, context) -> credentials(row))
        .findOne();
  }

  @Override
  public void saveCredentials(WriteSession tx, Credentials credentials) {
    secrets(JdbiSession.of(tx).update("identity/credentials_update"), credentials).execute();
  }

  @Override
  public void replaceHash(WriteSession tx, UserId id, long passwordVersion, byte[] sealedPassword) {
    JdbiSession.of(tx)
        .update("identity/credentials_replace_hash")
        .bind("id", id.value())
        .bind("passwordVersion", passwordVersion)
        .bind("sealedPassword", sealedPassword)
        .execute();
  }

  @Override
  public boolean advanceTotpStep(WriteSession tx, UserId id, long step) {
    return JdbiSession.of(tx)
            .update("identity/credentials_advance_totp")
            .bind("id", id.value())
            .bind("step", step)
            .execute()
        > 0;
  }

  private static <S extends SqlStatement<S>> S fields(S statement, User user) {
    return statement
        .bind("id", user.id().value())
        .bind("displayName", user.displayName())
        .bind("displayKey", FieldRules.key(user.displayName()))
        .bind("email", user.email())
        .bind("roles", words(user.roles()))
        .bind("enabled", user.enabled())
        .bind("secondFactor", user.secondFactor())
        .bind("mustChangePassword", user.mustChangePassword())
        .bind("updatedAt", user.updatedAt())
        .bind("version", user.version());
  }

  private static <S extends SqlStatement<S>> S secrets(S statement, Credentials credentials) {
    return statement
        .bind("id", credentials.user().value())
        .bind("passwordVersion", credentials.passwordVersion())
        .bind("sealedPassword", credentials.sealedPassword())
        .bind("sealedTotp", credentials.sealedTotp().orElse(null))
        .bind("totpConfirmed", credentials.totpConfirmed())
        .bind("lastTotpStep", credentials.lastTotpStep());
  }

  private static User user(Platform platform, ResultSet row) throws SQLException {
    return new User(
        new UserId(row.getLong("id")),
        row.getString("name"),
        row.getString("display_name"),
        row.getString("email"),
        roles(row.getString("roles")),
        row.getBoolean("enabled"),
        row.getBoolean("second_factor"),
        row.getBoolean("must_change_password"),
        platform.instant(row, "created_at"),
        platform.instant(row, "updated_at"),
        row.getLong("version"));
  }

  private static Credentials credentials(ResultSet row) throws SQLException {
    return new Credentials(
        new UserId(row.getLong("user_id")),
        row.getLong("password_version"),
        row.getBytes("sealed_password"),
        Optional.ofNullable(row.getBytes("sealed_totp")),
        row.getBoolean("totp_confirmed"),
        row.getLong("last_totp_step"));
  }

  private static String words(Set<Role> roles) {
    return roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
  }

  private static Set<Role> roles(String words) {
    return Arrays.stream(words.split(",", -1))
        .flatMap(word -> Role.ofWord(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
