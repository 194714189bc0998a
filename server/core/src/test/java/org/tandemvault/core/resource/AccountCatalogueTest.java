package org.tandemvault.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.access.Right;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PolicyFields;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UnreadableSecretException;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.crypto.Secret;

final class AccountCatalogueTest {

  private final VaultRig rig = new VaultRig();
  private final Caller owner = rig.person("owner", Role.ADMIN);
  private final Caller user = rig.person("user", Role.USER);
  private final ResourceId resource = rig.resource(owner, "db-1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        " spaced ",
        "new\nline\r\n",
        "tab\t",
        "quote\"'`",
        "\u0000",
        "пароль",
        "日本語",
        "😀🔑",
        "e\u0301 vs \u00e9",
        "\uFEFFmark",
        "\u202Ertl",
        "=1+1",
        "\\\\"
      })
  void passwordsComeBackByteExact(String password) {
    AccountId id = rig.account(owner, resource, "root", password);

    assertThat(rig.reveal(owner, id)).isEqualTo(password);
    rig.change(owner, id, password + password);
    assertThat(rig.reveal(owner, id)).isEqualTo(password + password);
  }

  @Test
  void aPasswordOfEightThousandBytesFitsOneMoreDoesNot() {
    AccountId id = rig.account(owner, resource, "root", "€".repeat(2666) + "xx");

    assertThat(rig.reveal(owner, id)).hasSize(2668);
    assertField("password", () -> rig.change(owner, id, "€".repeat(2666) + "xxx"));
    assertField("password", () -> rig.change(owner, id, ""));
    assertField("password", () -> rig.account(owner, resource, "new", ""));
  }

  @Test
  void halfACharacterIsRefused() {
    AccountId id = rig.account(owner, resource, "root", "first");

    try (Secret half = Secret.ofBytes(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})) {
      assertField("password", () -> rig.accounts.changePassword(owner, id, half));
    }
    assertThat(rig.reveal(owner, id)).isEqualTo("first");
  }

  @Test
  void theGivenSecretIsLeftToItsOwner() {
    AccountId id = rig.account(owner, resource, "root", "first");

    try (Secret secret = Secret.ofUtf8("second")) {
      rig.accounts.changePassword(owner, id, secret);

      assertThat(secret.length()).isEqualTo(6);
    }
  }

  @Test
  void aCreatedAccountShowsItsNotesAndItsMakersRight() {
    rig.trail.forget();

    AccountId id = rig.account(owner, resource, "root", "secret");

    AccountView view = rig.accounts.get(owner, id);
    assertThat(view.notes()).isEqualTo("notes of root");
    assertThat(view.right()).isEqualTo(Right.MANAGE);
    assertThat(view.account().passwordChangedAt()).isEqualTo(rig.clock.instant());
    assertThat(view.account().expiresAt()).isEmpty();
    assertThat(rig.trail.lines()).containsExactly("account-create ok db-1/root");
  }

  @Test
  void aLoginIsTakenInItsResource() {
    rig.account(owner, resource, "root", "secret");

    assertThatThrownBy(() -> rig.account(owner, resource, "root", "secret"))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void fieldsKeepTheirRules() {
    AccountId id = rig.account(owner, resource, "root", "secret");
    var blank = new AccountFields(" ", "", Optional.empty(), Optional.empty());
    var longNotes =
        new AccountFields("x", "n".repeat(16 * 1024 + 1), Optional.empty(), Optional.empty());
    var unknown = VaultRig.fields("x", new PolicyId(1));

    assertField("login", () -> rig.accounts.update(owner, id, blank, 1));
    assertField("notes", () -> rig.accounts.update(owner, id, longNotes, 1));
    assertField("policy", () -> rig.accounts.update(owner, id, unknown, 1));
    assertField("policy", () -> rig.account(owner, resource, unknown, "secret"));
  }

  @Test
  void anUpdateNamesTheChangedFieldsAndSealsNotesAnew() {
    AccountId id = rig.account(owner, resource, "root", "secret");
    PolicyId policy = policy(1, 0);
    Instant expiry = rig.clock.instant().plus(Duration.ofDays(3));
    var next = new AccountFields("admin", "other", Optional.of(expiry), Optional.of(policy));

    AccountView after = rig.accounts.update(owner, id, next, 1);

    assertThat(rig.accounts.get(owner, id).notes()).isEqualTo("other");
    assertThat(after.account().expiresAt()).contains(expiry);
    assertThat(rig.trail.last().reason()).isEqualTo("login, notes, expiresAt, policy");
    assertThat(rig.trail.last().target().name()).isEqualTo("db-1/admin");
    assertThat(rig.reveal(owner, id)).isEqualTo("secret");
  }

  @Test
  void lostRacesOfEditsAreRefused() {
    AccountId id = rig.account(owner, resource, "root", "secret");

    assertThatThrownBy(() -> rig.accounts.update(owner, id, VaultRig.fields("x"), 7))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> rig.accounts.delete(owner, id, OptionalLong.of(7)))
        .isInstanceOf(StaleVersionException.class);
  }

  @Test
  void thePolicyIsKeptByCreationAndChange() {
    PolicyId policy = policy(8, 0);
    var fields = VaultRig.fields("root", policy);

    assertField("password", () -> rig.account(owner, resource, fields, "Ab1"));
    AccountId id = rig.account(owner, resource, fields, "Abcdefg1");
    assertField("password", () -> rig.change(owner, id, "abcdefgh"));

    assertThat(rig.change(owner, id, "Bcdefgh2")).isEqualTo(2);
  }

  @Test
  void anExpiryIsAsSetElseByThePolicysAge() {
    PolicyId policy = policy(1, 30);
    Instant set = rig.clock.instant().plus(Duration.ofDays(5));
    var withDate = new AccountFields("a", "", Optional.of(set), Optional.of(policy));

    AccountId a = rig.account(owner, resource, withDate, "Secret1");
    AccountId b = rig.account(owner, resource, VaultRig.fields("b", policy), "Secret1");

    assertThat(expiry(a)).contains(set);
    assertThat(expiry(b)).contains(rig.clock.instant().plus(Duration.ofDays(30)));
    rig.clock.move(Duration.ofDays(10));
    rig.change(owner, a, "Secret2");
    assertThat(expiry(a)).contains(rig.clock.instant().plus(Duration.ofDays(30)));
  }

  @Test
  void withoutAPolicyADateStaysWhileItIsToCome() {
    Instant set = rig.clock.instant().plus(Duration.ofDays(5));
    var fields = new AccountFields("a", "", Optional.of(set), Optional.empty());
    AccountId id = rig.account(owner, resource, fields, "secret");

    rig.change(owner, id, "second");
    assertThat(expiry(id)).contains(set);
    rig.clock.move(Duration.ofDays(6));
    rig.change(owner, id, "third");

    assertThat(expiry(id)).isEmpty();
  }

  @Test
  void aChangeNeedsNoVersionAndIsOnRecord() {
    AccountId id = rig.account(owner, resource, "root", "one");
    rig.trail.forget();

    assertThat(rig.change(owner, id, "two")).isEqualTo(2);
    assertThat(rig.accounts.generatePassword(owner, id)).isEqualTo(3);

    assertThat(rig.reveal(owner, id)).hasSize(20);
    assertThat(rig.trail.of(AuditAction.PASSWORD_CHANGE, org.tandemvault.core.audit.Outcome.OK))
        .hasSize(2);
    assertThat(rig.accounts.history(owner, id, PageRequest.first()).items())
        .extracting(PasswordVersion::version)
        .containsExactly(3L, 2L, 1L);
  }

  @Test
  void aLostRaceOfPasswordsIsRunAgain() {
    AccountId id = rig.account(owner, resource, "root", "one");
    rig.trail.forget();

    try (Secret next = Secret.ofUtf8("two")) {
      assertThat(racing(3).changePassword(owner, id, next)).isEqualTo(2);
    }

    assertThat(rig.trail.lines()).containsExactly("password-change ok db-1/root");
    assertThat(rig.reveal(owner, id)).isEqualTo("two");
  }

  @Test
  void aRaceLostForEverIsRefused() {
    AccountId id = rig.account(owner, resource, "root", "one");

    assertThatThrownBy(() -> racing(1_000).generatePassword(owner, id))
        .isInstanceOf(StaleVersionException.class);
  }

  @Test
  void aGeneratedPasswordKeepsThePolicy() {
    var fields = VaultRig.fields("root", policy(30, 0));
    AccountId id = rig.account(owner, resource, fields, "Abcdefghijklmnopqrstuvwxyz12345");

    rig.accounts.generatePassword(owner, id);

    assertThat(rig.reveal(owner, id)).hasSize(30).matches("[A-Za-z0-9]+");
  }

  @Test
  void accountsAreListedWithTheStrongerOfBothRights() {
    AccountId root = rig.account(owner, resource, "root", "secret");
    rig.account(owner, resource, "guest", "secret");
    rig.vault.share(resource, user.id(), Right.VIEW);
    rig.vault.share(root, user.id(), Right.MODIFY);

    assertThat(rig.accountsOf(user, resource))
        .extracting(AccountView::right)
        .containsExactly(Right.VIEW, Right.MODIFY);
    assertThat(rig.accountsOf(owner, resource))
        .extracting(AccountView::right)
        .containsExactly(Right.MANAGE, Right.MANAGE);
  }

  @Test
  void whoHoldsOneAccountIsShownThatOne() {
    AccountId root = rig.account(owner, resource, "root", "secret");
    rig.account(owner, resource, "guest", "secret");
    rig.vault.share(root, user.id(), Right.VIEW);

    assertThat(rig.accountsOf(user, resource))
        .extracting(v -> v.account().login())
        .containsExactly("root");
  }

  @Test
  void aDeletedAccountIsGone() {
    AccountId id = rig.account(owner, resource, "root", "secret");

    rig.accounts.delete(owner, id, OptionalLong.of(1));

    assertThatThrownBy(() -> rig.accounts.get(owner, id)).isInstanceOf(NotFoundException.class);
    assertThat(rig.trail.last().action()).isEqualTo(AuditAction.ACCOUNT_DELETE);
    assertThat(rig.trail.last().target().name()).isEqualTo("db-1/root");
  }

  @Test
  void notesOfAnotherAccountDoNotOpenHereButMayBeWrittenOver() {
    AccountId root = rig.account(owner, resource, "root", "secret");
    AccountId guest = rig.account(owner, resource, "guest", "secret");
    byte[] foreign = rig.accounts.get(owner, guest).account().sealedNotes();
    Account held = rig.accounts.get(owner, root).account();
    rig.vault.write(tx -> rig.vault.accounts().update(tx, withNotes(held, foreign)));

    assertThatThrownBy(() -> rig.accounts.get(owner, root))
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessageContaining(root.text());

    rig.accounts.update(owner, root, VaultRig.fields("root"), 2);
    assertThat(rig.accounts.get(owner, root).notes()).isEqualTo("notes of root");
  }

  private AccountCatalogue racing(int races) {
    ResourceStore store = rig.vault.store;
    var raced =
        new ResourceStore(
            store.folders(),
            store.resources(),
            new RacingAccounts(store.accounts(), races).port(),
            store.shares(),
            store.policies());
    var generator = new PasswordGenerator(new SecureRandom());
    return new AccountCatalogue(rig.work, raced, rig.seals, generator, rig.stamps);
  }

  private Optional<Instant> expiry(AccountId id) {
    return rig.accounts.get(owner, id).account().expiresAt();
  }

  private PolicyId policy(int minLength, int maxAgeDays) {
    var fields =
        new PolicyFields(
            "p" + minLength, Math.max(minLength, 3), true, true, true, false, maxAgeDays, false);
    return rig.policies.create(owner, fields).id();
  }

  private static Account withNotes(Account a, byte[] sealedNotes) {
    return new Account(
        a.id(),
        a.resource(),
        a.login(),
        sealedNotes,
        a.passwordVersion(),
        a.passwordChangedAt(),
        a.expiresAt(),
        a.policy(),
        a.version() + 1);
  }

  private static void assertField(String field, Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).contains(field));
  }
}
