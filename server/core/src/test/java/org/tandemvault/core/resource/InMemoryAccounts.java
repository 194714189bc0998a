package org.tandemvault.core.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.access.ShareTarget;
import org.tandemvault.core.access.Shares;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.resource.VaultTables.LoginKey;
import org.tandemvault.core.resource.VaultTables.PasswordKey;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.Paging;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** Accounts in memory. */
final class InMemoryAccounts implements Accounts {

  private final VaultTables tables;
  private final Shares shares;
  private final InMemoryResources resources;

  InMemoryAccounts(VaultTables tables, Shares shares, InMemoryResources resources) {
    this.tables = tables;
    this.shares = shares;
    this.resources = resources;
  }

  @Override
  public Optional<Account> find(ReadSession tx, AccountId id) {
    return tables.accounts.get(tx, id);
  }

  @Override
  public Optional<HeldAccount> findHeld(ReadSession tx, UserId viewer, AccountId id) {
    return find(tx, id)
        .flatMap(
            account ->
                right(tx, viewer, id)
                    .map(held -> new HeldAccount(account, resource(tx, account).name(), held)));
  }

  @Override
  public Page<Account> pageVisible(
      ReadSession tx, UserId viewer, ResourceId resource, PageRequest page) {
    List<Account> seen =
        tables.accountsOf(tx, resource).stream()
            .filter(a -> right(tx, viewer, a.id()).isPresent())
            .toList();
    return Paging.page(seen, Account::login, Account::id, page);
  }

  @Override
  public List<Account> ofResources(ReadSession tx, Collection<ResourceId> ids) {
    return ids.stream().distinct().flatMap(id -> tables.accountsOf(tx, id).stream()).toList();
  }

  @Override
  public Optional<RevealRow> forReveal(
      ReadSession tx, UserId viewer, AccountId id, Optional<Long> version) {
    return find(tx, id)
        .flatMap(
            account ->
                password(tx, id, version.orElse(account.passwordVersion()))
                    .map(
                        password ->
                            new RevealRow(
                                password,
                                resource(tx, account).name(),
                                account.login(),
                                right(tx, viewer, id),
                                needsReason(tx, account))));
  }

  @Override
  public Optional<SealedPassword> password(ReadSession tx, AccountId id, long version) {
    return tables.passwords.get(tx, new PasswordKey(id, version));
  }

  @Override
  public List<SealedPassword> currentPasswords(ReadSession tx, Collection<AccountId> ids) {
    return ids.stream()
        .distinct()
        .flatMap(id -> find(tx, id).stream())
        .flatMap(account -> password(tx, account.id(), account.passwordVersion()).stream())
        .toList();
  }

  @Override
  public Page<PasswordVersion> history(ReadSession tx, AccountId id, PageRequest page) {
    long below = page.cursor().map(InMemoryAccounts::version).orElse(Long.MAX_VALUE);
    List<PasswordVersion> rest =
        tables
            .passwords
            .after(tx, new PasswordKey(id, below))
            .takeWhile(p -> p.account().equals(id))
            .map(p -> new PasswordVersion(p.version(), p.changedAt(), p.changedBy()))
            .toList();
    List<PasswordVersion> taken = rest.stream().limit(page.limit()).toList();
    Optional<String> next =
        rest.size() > page.limit()
            ? Optional.of(Cursor.of(Long.toString(taken.getLast().version())))
            : Optional.empty();
    return new Page<>(taken, next);
  }

  @Override
  public List<ExportRow> exportRows(ReadSession tx, UserId viewer, long after, int limit) {
    return tables.accounts.after(tx, new AccountId(after)).toList().stream()
        .flatMap(account -> exportRow(tx, viewer, account).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public void insertAll(WriteSession tx, List<Account> accounts, List<SealedPassword> passwords) {
    for (Account account : accounts) {
      var login = new LoginKey(account.resource(), account.login());
      if (!tables.logins.insert(tx, login, account.id())) {
        throw ConflictException.nameTaken("account");
      }
      tables.accounts.put(tx, account.id(), account);
    }
    passwords.forEach(p -> tables.passwords.put(tx, new PasswordKey(p.account(), p.version()), p));
  }

  @Override
  public void update(WriteSession tx, Account account) {
    Account before =
        find(tx, account.id())
            .filter(a -> a.version() == account.version() - 1)
            .orElseThrow(
                () -> new StaleVersionException("Account " + account.id() + " was changed."));
    var login = new LoginKey(before.resource(), account.login());
    tables.logins.remove(tx, new LoginKey(before.resource(), before.login()));
    if (!tables.logins.insert(tx, login, account.id())) {
      throw ConflictException.nameTaken("account");
    }
    var after =
        new Account(
            before.id(),
            before.resource(),
            account.login(),
            account.sealedNotes(),
            before.passwordVersion(),
            before.passwordChangedAt(),
            account.expiresAt(),
            account.policy(),
            account.version());
    tables.accounts.put(tx, account.id(), after);
  }

  @Override
  public void addPasswords(
      WriteSession tx, List<SealedPassword> passwords, List<Optional<Instant>> expiresAt) {
    for (int i = 0; i < passwords.size(); i++) {
      SealedPassword password = passwords.get(i);
      Account before =
          find(tx, password.account())
              .filter(a -> a.passwordVersion() == password.version() - 1)
              .orElseThrow(
                  () -> new StaleVersionException("Account " + password.account() + " changed."));
      tables.passwords.put(tx, new PasswordKey(before.id(), password.version()), password);
      var after =
          new Account(
              before.id(),
              before.resource(),
              before.login(),
              before.sealedNotes(),
              password.version(),
              password.changedAt(),
              expiresAt.get(i),
              before.policy(),
              before.version());
      tables.accounts.put(tx, before.id(), after);
    }
  }

  @Override
  public void delete(WriteSession tx, AccountId id) {
    find(tx, id).ifPresent(account -> tables.deleteAccount(tx, account));
  }

  private Optional<ExportRow> exportRow(ReadSession tx, UserId viewer, Account account) {
    Optional<Right> right = right(tx, viewer, account.id());
    if (right.isEmpty()) {
      return Optional.empty();
    }
    VisibleResource seen = resources.visible(tx, viewer, resource(tx, account)).orElseThrow();
    var names =
        new ArrayList<>(
            tables.path(tx, seen.resource().folder()).stream().map(Folder::name).toList());
    Collections.reverse(names);
    SealedPassword current = password(tx, account.id(), account.passwordVersion()).orElseThrow();
    return Optional.of(
        new ExportRow(
            seen, names.stream().collect(Collectors.joining("/")), account, current, right));
  }

  private Resource resource(ReadSession tx, Account account) {
    return tables.resources.get(tx, account.resource()).orElseThrow();
  }

  private Optional<Right> right(ReadSession tx, UserId viewer, AccountId id) {
    return shares.right(tx, viewer, new ShareTarget.OfAccount(id));
  }

  private boolean needsReason(ReadSession tx, Account account) {
    return account
        .policy()
        .flatMap(id -> tables.policies.get(tx, id))
        .filter(PasswordPolicy::requireReason)
        .isPresent();
  }

  private static long version(String cursor) {
    try {
      return Long.parseLong(Cursor.read(cursor, 1).getFirst());
    } catch (NumberFormatException notANumber) {
      throw new MalformedException(
          "The cursor is not one of this list; start without one.", notANumber);
    }
  }
}
