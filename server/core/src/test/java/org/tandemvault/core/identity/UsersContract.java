package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityFixture.bytes;
import static org.tandemvault.core.identity.IdentityFixture.credentials;
import static org.tandemvault.core.identity.IdentityFixture.edited;
import static org.tandemvault.core.identity.IdentityFixture.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.Cursor;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.Page;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UserId;

/** What every implementation of {@link Users} must do. */
public abstract class UsersContract {

  private static final UserId NOBODY = new UserId(999);

  private IdentityFixture vault;

  /** A store without users and groups, on a primary. */
  protected abstract IdentityFixture emptyStore();

  @BeforeEach
  void open() {
    vault = emptyStore();
  }

  @Test
  void everythingOfAUserComesBack() {
    User anna = vault.insertUser(1, "Änne \uD83D\uDD11");

    assertThat(find(anna.id())).contains(anna);
    assertThat(find(NOBODY)).isEmpty();
  }

  @Test
  void aUserMayHoldAllRolesOrNone() {
    User all = edited(user(1, "all"), "", Set.of(Role.values()), true);
    User none = edited(user(2, "none"), "", Set.of(), false);
    vault.insert(all);
    vault.insert(none);

    assertThat(find(all.id())).contains(all);
    assertThat(find(none.id())).contains(none);
  }

  @Test
  void namesAreFoundInAnyCase() {
    User anna = vault.insertUser(1, "Anna");

    assertThat(vault.found(tx -> vault.users().findByName(tx, "aNNA"))).contains(anna);
    assertThat(vault.found(tx -> vault.users().findByName(tx, "ann"))).isEmpty();
  }

  @Test
  void aTakenNameIsRefusedInAnyCaseAndNothingIsAdded() {
    vault.insertUser(1, "anna");

    assertThatThrownBy(() -> vault.insertUser(2, "ANNA"))
        .isInstanceOf(ConflictException.class)
        .hasFieldOrPropertyWithValue("code", "name-taken");
    assertThat(vault.counted(vault.users()::count)).isEqualTo(1);
    assertThat(find(new UserId(2))).isEmpty();
  }

  @Test
  void findsThoseThatExist() {
    User anna = vault.insertUser(1, "anna");
    User ben = vault.insertUser(2, "ben");
    vault.insertUser(3, "carl");

    assertThat(vault.listed(tx -> vault.users().findAll(tx, List.of(ben.id(), NOBODY, anna.id()))))
        .containsExactlyInAnyOrder(anna, ben);
    assertThat(vault.listed(tx -> vault.users().findAll(tx, List.of()))).isEmpty();
  }

  @Test
  void pagesByNameInAnyCase() {
    for (String name : List.of("delta", "Alpha", "charlie", "Bravo", "echo")) {
      vault.insertUser(name.charAt(0), name);
    }

    assertThat(pagedNames("")).containsExactly("Alpha", "Bravo", "charlie", "delta", "echo");
  }

  @Test
  void searchesTheStartOfNameOrDisplayNameLiterally() {
    vault.insertUser(1, "a_1");
    vault.insertUser(2, "ab1");
    User shown = edited(user(3, "zoe"), "A_lice", Set.of(Role.USER), true);
    vault.insert(shown);

    assertThat(pagedNames("A_")).containsExactly("a_1", "zoe");
    assertThat(pagedNames("%")).isEmpty();
    assertThat(pagedNames("oe")).isEmpty();
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    for (String cursor : List.of("nonsense", Cursor.of("a", "b", "c", "d"))) {
      PageRequest page = new PageRequest(2, Optional.of(cursor));
      assertThatThrownBy(() -> vault.read(tx -> vault.users().page(tx, "", page)))
          .isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void countsEnabledHoldersOfARole() {
    vault.insert(edited(user(1, "a"), "", Set.of(Role.ADMIN, Role.USER), true));
    vault.insert(edited(user(2, "b"), "", Set.of(Role.ADMIN), false));
    vault.insert(edited(user(3, "c"), "", Set.of(Role.PASSWORD_ADMIN), true));

    assertThat(vault.counted(tx -> vault.users().countEnabled(tx, Role.ADMIN))).isEqualTo(1);
    assertThat(vault.counted(tx -> vault.users().countEnabled(tx, Role.AUDITOR))).isZero();
    assertThat(vault.counted(vault.users()::count)).isEqualTo(3);
  }

  @Test
  void updateReplacesAllButNameAndCreation() {
    User anna = vault.insertUser(1, "anna");
    User after = edited(anna, "New", Set.of(Role.ADMIN, Role.AUDITOR), false);
    vault.write(tx -> vault.users().update(tx, after));

    assertThat(find(anna.id())).contains(after);
  }

  @Test
  void aLostRaceIsRefused() {
    User anna = vault.insertUser(1, "anna");
    User after = edited(anna, "New", Set.of(), true);
    vault.write(tx -> vault.users().update(tx, after));

    assertThatThrownBy(() -> vault.write(tx -> vault.users().update(tx, after)))
        .isInstanceOf(StaleVersionException.class);
    User gone = edited(user(7, "gone"), "", Set.of(), true);
    assertThatThrownBy(() -> vault.write(tx -> vault.users().update(tx, gone)))
        .isInstanceOf(StaleVersionException.class);
  }

  @Test
  void credentialsComeBackAndAreReplaced() {
    User anna = vault.insertUser(1, "anna");
    assertCredentials(anna.id(), credentials(anna.id()));

    Credentials next =
        new Credentials(
            anna.id(), 2, bytes("sealed 2"), Optional.of(bytes("totp")), true, 59_000_000L);
    vault.write(tx -> vault.users().saveCredentials(tx, next));

    assertCredentials(anna.id(), next);
    assertThat(vault.found(tx -> vault.users().credentials(tx, NOBODY))).isEmpty();
  }

  @Test
  void aHashIsReplacedOnlyForTheSamePassword() {
    User anna = vault.insertUser(1, "anna");
    vault.write(tx -> vault.users().replaceHash(tx, anna.id(), 1, bytes("stronger")));
    vault.write(tx -> vault.users().replaceHash(tx, anna.id(), 2, bytes("too late")));

    assertCredentials(
        anna.id(), new Credentials(anna.id(), 1, bytes("stronger"), Optional.empty(), false, 0));
  }

  @Test
  void aTotpStepIsTakenOnce() {
    User anna = vault.insertUser(1, "anna");
    List<Boolean> taken = new ArrayList<>();
    for (long step : new long[] {5, 5, 4, 6}) {
      vault.write(tx -> taken.add(vault.users().advanceTotpStep(tx, anna.id(), step)));
    }

    assertThat(taken).containsExactly(true, false, false, true);
    assertThat(vault.found(tx -> vault.users().credentials(tx, anna.id())).orElseThrow())
        .extracting(Credentials::lastTotpStep)
        .isEqualTo(6L);
  }

  private void assertCredentials(UserId id, Credentials expected) {
    Credentials stored = vault.read(tx -> vault.users().credentials(tx, id)).orElseThrow();
    assertThat(stored)
        .usingRecursiveComparison()
        .as("credentials of user %s", id)
        .isEqualTo(expected);
  }

  private Optional<User> find(UserId id) {
    return vault.read(tx -> vault.users().find(tx, id));
  }

  private List<String> pagedNames(String q) {
    List<String> names = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      PageRequest request = new PageRequest(2, cursor);
      Page<User> page = vault.read(tx -> vault.users().page(tx, q, request));
      page.items().forEach(u -> names.add(u.name()));
      cursor = page.next();
    } while (cursor.isPresent());
    return names;
  }
}
