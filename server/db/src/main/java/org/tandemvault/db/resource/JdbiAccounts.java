package org.tandemvault.db.resource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.Accounts;
import org.tandemvault.core.resource.ExportRow;
import org.tandemvault.core.resource.HeldAccount;
import org.tandemvault.core.resource.PasswordVersion;
import org.tandemvault.core.resource.RevealRow;
import org.tandemvault.core.resource.SealedPassword;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.access.Rights;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.session.Chunks;
import org.tandemvault.db.session.JdbiSession;
import org.tandemvault.db.session.Keyset;

/** {@link Accounts} in the database. Thread-safe. */
public final class JdbiAccounts implements Accounts {

  @Override
  public Optional<Account> find(ReadSession tx, AccountId id) {
    var session = JdbiSession.of(tx);
    return session
        .query("resource/account_find")
        .bind("id", id.value())
        .map((row, context) -> AccountRows.account(session.platform(), row))
        .findOne();
  }

  @Override
  public Optional<HeldAccount> findHeld(ReadSession tx, UserId viewer, AccountId id) {
    var session = JdbiSession.of(tx);
    return session
        .query("resource/account_find_held")
        .bind("viewer", viewer.value())
        .bind("id", id.value())
        .map((row, context) -> held(session.platform(), row))
        .findOne()
        .flatMap(held -> held);
  }

  @Override
  public Page<Account> pageVisible(
      ReadSession tx, UserId viewer, ResourceId resource, PageRequest page) {
    var session = JdbiSession.of(tx);
    Keyset after = Keyset.of(page);
    List<Account> rows =
        session
            .query("resource/account_page_visible")
            .bind("viewer", viewer.value())
            .bind("resourceId", resource.value())
            .bind("afterKey", after.key())
            .bind("afterId", after.id())
            .bind("limit", page.limit() + 1)
            .map((row, context) -> AccountRows.account(session.platform(), row))
            .list();
    return Keyset.page(rows, page.limit(), a -> new Keyset(a.login(), a.id().value()).cursor());
  }

  @Override
  public List<Account> ofResources(ReadSession tx, Collection<ResourceId> resources) {
    var session = JdbiSession.of(tx);
    return Chunks.each(
        resources.stream().map(ResourceId::value).toList(),
        chunk ->
            session
                .query("resource/account_of_resources")
                .bindList("ids", chunk)
                .map((row, context) -> AccountRows.account(session.platform(), row))
                .list());
  }

  @Override
  public Optional<RevealRow> forReveal(
      ReadSession tx, UserId viewer, AccountId id, Optional<Long> version) {
    var session = JdbiSession.of(tx);
    return session
        .query("resource/account_reveal")
        .bind("viewer", viewer.value())
        .bind("id", id.value())
        .bind("version", version.orElse(null))
        .map((row, context) -> reveal(session.platform(), row))
        .findOne();
  }

  @Override
  public Optional<SealedPassword> password(ReadSession tx, AccountId id, long version) {
    var session = JdbiSession.of(tx);
    return session
        .query("resource/password_find")
        .bind("id", id.value())
        .bind("version", version)
        .map((row, context) -> AccountRows.password(session.platform(), row))
        .findOne();
  }

  @Override
  public List<SealedPassword> currentPasswords(ReadSession tx, Collection<AccountId> ids) {
    var session = JdbiSession.of(tx);
    return Chunks.each(
        ids.stream().map(AccountId::value).toList(),
        chunk ->
            session
                .query("resource/password_current")
                .bindList("ids", chunk)
                .map((row, context) -> AccountRows.password(session.platform(), row))
                .list());
  }

  @Override
  public Page<PasswordVersion> history(ReadSession tx, AccountId id, PageRequest page) {
    var session = JdbiSession.of(tx);
    List<PasswordVersion> rows =
        session
            .query("resource/password_history")
            .bind("id", id.value())
            .bind("before", Keyset.number(page).orElse(Long.MAX_VALUE))
            .bind("limit", page.limit() + 1)
            .map((row, context) -> version(session.platform(), row))
            .list();
    return Keyset.page(rows, page.limit(), v -> Cursor.of(Long.toString(v.version())));
  }

  @Override
  public List<ExportRow> exportRows(ReadSession tx, UserId viewer, long after, int limit) {
    var session = JdbiSession.of(tx);
    List<AccountRows.Exported> rows =
        session
            .query("resource/account_export")
            .bind("viewer", viewer.value())
            .bind("after", after)
            .bind("limit", limit)
            .map((row, context) -> AccountRows.exported(session.platform(), row))
            .list();
    return AccountRows.complete(session, viewer, rows);
  }

  @Override
  public void insertAll(WriteSession tx, List<Account> accounts, List<SealedPassword> passwords) {
    if (accounts.isEmpty()) {
      return;
    }
    var session = JdbiSession.of(tx);
    var batch = session.batch("resource/account_insert");
    for (Account account : accounts) {
      fields(batch, account)
          .bind("resourceId", account.resource().value())
          .bind("passwordVersion", account.passwordVersion())
          .bind("passwordChangedAt", account.passwordChangedAt());
      batch.add();
    }
    batch.execute();
    insertPasswords(session, passwords);
    SearchWords.addLogins(session, accounts);
  }

  @Override
  public void update(WriteSession tx, Account account) {
    var session = JdbiSession.of(tx);
    SearchWords.lock(session, account.resource());
    if (fields(session.update("resource/account_update"), account).execute() == 0) {
      throw stale(account.id());
    }
    SearchWords.removeLogin(session, account.resource(), account.id());
    SearchWords.addLogins(session, List.of(account));
  }

  @Override
  public void addPasswords(
      WriteSession tx, List<SealedPassword> passwords, List<Optional<Instant>> expiresAt) {
    if (passwords.isEmpty()) {
      return;
    }
    var session = JdbiSession.of(tx);
    var batch = session.batch("resource/account_next_password");
    for (int i = 0; i < passwords.size(); i++) {
      SealedPassword password = passwords.get(i);
      batch
          .bind("accountId", password.account().value())
          .bind("version", password.version())
          .bind("changedAt", password.changedAt())
          .bind("expiresAt", expiresAt.get(i).orElse(null))
          .add();
    }
    int[] changed = batch.execute();
    if (Arrays.stream(changed).anyMatch(count -> count == 0)) {
      throw stale(passwords.getFirst().account());
    }
    insertPasswords(session, passwords);
  }

  @Override
  public void delete(WriteSession tx, AccountId id) {
    var session = JdbiSession.of(tx);
    find(tx, id).ifPresent(a -> SearchWords.removeLogin(session, a.resource(), id));
    session
        .update("access/shares_delete")
        .bind("targetType", "account")
        .bind("targetId", id.value())
        .execute();
    Stream.of("resource/account_passwords_delete", "resource/account_delete")
        .forEach(statement -> session.update(statement).bind("id", id.value()).execute());
  }

  private static void insertPasswords(JdbiSession session, List<SealedPassword> passwords) {
    var batch = session.batch("resource/password_insert");
    for (SealedPassword password : passwords) {
      batch
          .bind("accountId", password.account().value())
          .bind("version", password.version())
          .bind("sealed", password.sealed())
          .bind("changedAt", password.changedAt())
          .bind("changedBy", password.changedBy())
          .add();
    }
    batch.execute();
  }

  private static <S extends SqlStatement<S>> S fields(S statement, Account account) {
    return statement
        .bind("id", account.id().value())
        .bind("login", account.login())
        .bind("sealedNotes", account.sealedNotes())
        .bind("expiresAt", account.expiresAt().orElse(null))
        .bind("policyId", account.policy().map(PolicyId::value).orElse(null))
        .bind("version", account.version());
  }

  private static StaleVersionException stale(AccountId id) {
    return new StaleVersionException(
        "Account " + id + " was changed by somebody else meanwhile. Load it again.");
  }

  private static Optional<HeldAccount> held(Platform platform, ResultSet row) throws SQLException {
    Account account = AccountRows.account(platform, row);
    String resourceName = row.getString("resource_name");
    return Rights.of(row).map(right -> new HeldAccount(account, resourceName, right));
  }

  private static RevealRow reveal(Platform platform, ResultSet row) throws SQLException {
    return new RevealRow(
        AccountRows.password(platform, row),
        row.getString("resource_name"),
        row.getString("login"),
        Rights.of(row),
        row.getBoolean("require_reason"));
  }

  private static PasswordVersion version(Platform platform, ResultSet row) throws SQLException {
    return new PasswordVersion(
        row.getLong("version"), platform.instant(row, "changed_at"), row.getString("changed_by"));
  }
}
