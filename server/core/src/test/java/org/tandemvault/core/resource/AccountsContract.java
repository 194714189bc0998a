package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.resource.VaultFixture.inDays;
import static org.tandemvault.core.resource.VaultFixture.of;
import static org.tandemvault.core.resource.VaultFixture.on;
import static org.tandemvault.core.resource.VaultFixture.sealed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** What every implementation of {@link Accounts} must keep; reading out is RevealContract. */
public abstract class AccountsContract {

  private VaultFixture vault;
  private UserId anna;
  private ResourceId server;

  /** All ports over a store that is empty. */
  protected abstract VaultFixture emptyVault();

  @BeforeEach
  void open() {
    vault = emptyVault();
    anna = vault.user("anna");
    server = vault.resource("db-1");
  }

  @Test
  void anAccountComesBackAsItWasKept() {
    PolicyId policy = vault.policy("strict", true);
    Account plain = vault.newAccount(server, "Wurzel Ü 🌱", Optional.of(policy));
    Account kept = changed(plain, plain.login(), Optional.of(inDays(9)), 1);
    SealedPassword password = vault.firstPassword(kept);

    vault.write(tx -> vault.accounts().insertAll(tx, List.of(kept), List.of(password)));

    assertSame(find(kept.id()).orElseThrow(), kept);
    assertSame(password(kept.id(), 1).orElseThrow(), password);
    assertThat(find(new AccountId(1))).isEmpty();
    assertThat(password(kept.id(), 2)).isEmpty();
  }

  @Test
  void manyAreKeptAtOnce() {
    List<Account> many =
        LongStream.range(0, 700)
            .mapToObj(i -> vault.newAccount(server, "login " + i, Optional.empty()))
            .toList();

    vault.write(
        tx ->
            vault.accounts().insertAll(tx, many, many.stream().map(vault::firstPassword).toList()));
    vault.write(tx -> vault.accounts().insertAll(tx, List.of(), List.of()));

    List<AccountId> ids = many.stream().map(Account::id).toList();
    assertThat(vault.listed(tx -> vault.accounts().ofResources(tx, List.of(server)))).hasSize(700);
    assertThat(vault.listed(tx -> vault.accounts().currentPasswords(tx, ids)))
        .extracting(SealedPassword::account)
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aLoginIsTakenInItsResourceExactly() {
    vault.account(server, "root");
    vault.account(server, "Root");
    vault.account(vault.resource("db-2"), "root");

    assertNameTaken(() -> vault.account(server, "root"));
    Account one = vault.newAccount(server, "twice", Optional.empty());
    Account two = vault.newAccount(server, "twice", Optional.empty());
    assertNameTaken(
        () ->
            vault.write(
                tx ->
                    vault
                        .accounts()
                        .insertAll(
                            tx,
                            List.of(one, two),
                            List.of(vault.firstPassword(one), vault.firstPassword(two)))));
    assertThat(find(one.id())).isEmpty();
  }

  @Test
  void accountsAreHeldWithTheirStrongestRight() {
    AccountId root = vault.account(server, "root");
    AccountId guest = vault.account(server, "guest");
    vault.share(on(root), of(vault.group("ops", of(vault.group("in", of(anna))))), Right.MODIFY);
    vault.share(root, anna, Right.VIEW);

    HeldAccount held = vault.read(tx -> vault.accounts().findHeld(tx, anna, root)).orElseThrow();

    assertThat(held.right()).isEqualTo(Right.MODIFY);
    assertThat(held.name()).isEqualTo("db-1/root");
    assertThat(held.account().id()).isEqualTo(root);
    assertThat(vault.found(tx -> vault.accounts().findHeld(tx, anna, guest))).isEmpty();
    assertThat(vault.found(tx -> vault.accounts().findHeld(tx, anna, new AccountId(1)))).isEmpty();
  }

  @Test
  void whoHasTheResourceSeesAllItsAccountsOthersTheirs() {
    UserId bert = vault.user("bert");
    vault.account(server, "b");
    AccountId a = vault.account(server, "a");
    vault.account(server, "B");
    vault.account(vault.resource("db-2"), "elsewhere");
    vault.share(server, anna, Right.VIEW);
    vault.share(a, anna, Right.MANAGE);
    vault.share(a, bert, Right.VIEW);

    assertThat(logins(anna, 500)).containsExactly("B", "a", "b");
    assertThat(logins(anna, 1)).containsExactly("B", "a", "b");
    assertThat(logins(bert, 500)).containsExactly("a");
    assertThat(logins(vault.user("carl"), 500)).isEmpty();
  }

  @Test
  void aForeignCursorIsMalformed() {
    var request = new PageRequest(2, Optional.of("nonsense"));
    AccountId id = vault.account(server, "root");

    assertThatThrownBy(
            () -> vault.<Object>read(tx -> vault.accounts().pageVisible(tx, anna, server, request)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> vault.<Object>read(tx -> vault.accounts().history(tx, id, request)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void accountsOfSeveralResourcesAreFoundTogether() {
    ResourceId second = vault.resource("db-2");
    ResourceId third = vault.resource("db-3");
    AccountId one = vault.account(server, "root");
    AccountId two = vault.account(second, "root");
    vault.account(third, "root");

    List<Account> found =
        vault.read(tx -> vault.accounts().ofResources(tx, List.of(server, second)));

    assertThat(found).extracting(Account::id).containsExactlyInAnyOrder(one, two);
    assertThat(vault.listed(tx -> vault.accounts().ofResources(tx, List.of()))).isEmpty();
  }

  @Test
  void anUpdateReplacesFieldsAndLeavesThePassword() {
    AccountId id = vault.account(server, "root");
    Account kept = find(id).orElseThrow();
    PolicyId policy = vault.policy("strict", false);
    var next =
        new Account(
            id,
            server,
            "admin",
            sealed("new notes"),
            99,
            inDays(99),
            Optional.of(inDays(3)),
            Optional.of(policy),
            2);

    vault.write(tx -> vault.accounts().update(tx, next));

    Account after = find(id).orElseThrow();
    assertThat(after.login()).isEqualTo("admin");
    assertThat(after.sealedNotes()).isEqualTo(next.sealedNotes());
    assertThat(after.expiresAt()).isEqualTo(next.expiresAt());
    assertThat(after.policy()).contains(policy);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.passwordVersion()).isEqualTo(1);
    assertThat(after.passwordChangedAt()).isEqualTo(kept.passwordChangedAt());
  }

  @Test
  void aLostRaceOfEditsIsRefused() {
    AccountId id = vault.account(server, "root");
    Account kept = find(id).orElseThrow();
    vault.write(tx -> vault.accounts().update(tx, changed(kept, "a", Optional.empty(), 2)));

    assertThatThrownBy(
            () ->
                vault.write(
                    tx -> vault.accounts().update(tx, changed(kept, "b", Optional.empty(), 2))))
        .isInstanceOf(StaleVersionException.class);
    assertThat(find(id).map(Account::login)).contains("a");
  }

  @Test
  void aRenameToATakenLoginIsRefused() {
    vault.account(server, "root");
    Account other = find(vault.account(server, "other")).orElseThrow();

    assertNameTaken(
        () ->
            vault.write(
                tx -> vault.accounts().update(tx, changed(other, "root", Optional.empty(), 2))));
  }

  @Test
  void aNewPasswordBecomesTheCurrentOne() {
    AccountId root = vault.account(server, "root");
    AccountId guest = vault.account(server, "guest");
    SealedPassword rootNext = vault.password(root, 2);
    SealedPassword guestNext = vault.password(guest, 2);
    Instant expiry = inDays(30);

    vault.write(
        tx ->
            vault
                .accounts()
                .addPasswords(
                    tx,
                    List.of(rootNext, guestNext),
                    List.of(Optional.of(expiry), Optional.empty())));

    Account after = find(root).orElseThrow();
    assertThat(after.passwordVersion()).isEqualTo(2);
    assertThat(after.passwordChangedAt()).isEqualTo(rootNext.changedAt());
    assertThat(after.expiresAt()).contains(expiry);
    assertThat(after.version()).isEqualTo(1);
    assertThat(find(guest).orElseThrow().expiresAt()).isEmpty();
    assertThat(password(root, 1)).isPresent();
    assertSame(password(root, 2).orElseThrow(), rootNext);
    assertThat(vault.listed(tx -> vault.accounts().currentPasswords(tx, List.of(root, guest))))
        .extracting(SealedPassword::version)
        .containsExactly(2L, 2L);
    assertThat(vault.listed(tx -> vault.accounts().currentPasswords(tx, List.of()))).isEmpty();
  }

  @Test
  void aVersionThatSomebodyAddedFirstIsStale() {
    AccountId root = vault.account(server, "root");
    AccountId guest = vault.account(server, "guest");
    add(vault.password(root, 2));

    assertThatThrownBy(() -> add(vault.password(guest, 2), vault.password(root, 2)))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> add(vault.password(root, 4)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(find(guest).orElseThrow().passwordVersion()).isEqualTo(1);
    assertThat(password(guest, 2)).isEmpty();
  }

  @Test
  void historyIsNewestFirstAndPaged() {
    AccountId root = vault.account(server, "root");
    for (long version = 2; version <= 5; version++) {
      add(vault.password(root, version));
    }

    var seen = new ArrayList<Long>();
    Optional<String> cursor = Optional.empty();
    do {
      var request = new PageRequest(2, cursor);
      Page<PasswordVersion> page = vault.read(tx -> vault.accounts().history(tx, root, request));
      page.items().forEach(v -> seen.add(v.version()));
      assertThat(page.items()).allMatch(v -> v.changedBy().equals("anna"));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(seen).containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void aDeletedAccountTakesPasswordsAndSharesAlong() {
    AccountId root = vault.account(server, "root");
    AccountId guest = vault.account(server, "guest");
    vault.share(root, anna, Right.MANAGE);
    add(vault.password(root, 2));

    vault.write(tx -> vault.accounts().delete(tx, root));

    assertThat(find(root)).isEmpty();
    assertThat(password(root, 1)).isEmpty();
    assertThat(password(root, 2)).isEmpty();
    assertThat(vault.listed(tx -> vault.shares().of(tx, on(root)))).isEmpty();
    assertThat(find(guest)).isPresent();
    vault.account(server, "root");
  }

  private void add(SealedPassword... passwords) {
    List<Optional<Instant>> never =
        List.of(passwords).stream().map(p -> Optional.<Instant>empty()).toList();
    vault.write(tx -> vault.accounts().addPasswords(tx, List.of(passwords), never));
  }

  private Optional<Account> find(AccountId id) {
    return vault.read(tx -> vault.accounts().find(tx, id));
  }

  private Optional<SealedPassword> password(AccountId id, long version) {
    return vault.read(tx -> vault.accounts().password(tx, id, version));
  }

  private List<String> logins(UserId viewer, int limit) {
    var seen = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var request = new PageRequest(limit, cursor);
      Page<Account> page =
          vault.read(tx -> vault.accounts().pageVisible(tx, viewer, server, request));
      page.items().forEach(a -> seen.add(a.login()));
      cursor = page.next();
    } while (cursor.isPresent());
    return seen;
  }

  private static Account changed(Account a, String login, Optional<Instant> expiry, long version) {
    return new Account(
        a.id(),
        a.resource(),
        login,
        a.sealedNotes(),
        a.passwordVersion(),
        a.passwordChangedAt(),
        expiry,
        a.policy(),
        version);
  }

  private static void assertSame(Object actual, Object expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  private static void assertNameTaken(Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            ConflictException.class, e -> assertThat(e.code()).isEqualTo("name-taken"));
  }
}
