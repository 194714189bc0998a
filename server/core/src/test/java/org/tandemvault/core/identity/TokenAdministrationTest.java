package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityVault.CLIENT;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.crypto.Secret;

final class TokenAdministrationTest {

  private final IdentityVault vault = IdentityVault.primary();
  private final User root = vault.user("root", Role.ADMIN);
  private final User anna = vault.user("anna");

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aTokenSpeaksForItsOwnerWithinItsScopes() {
    CreatedToken created = create(anna, Set.of(Scope.READ, Scope.REVEAL));
    Caller caller = vault.authenticated(created.text()).orElseThrow();

    assertThat(caller.id()).isEqualTo(anna.id());
    assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.REVEAL);
    assertThat(caller.credential()).isEqualTo(new Credential.OfToken(created.token().id()));
    assertThat(vault.tokens.list(caller, PageRequest.first()).items())
        .containsExactly(created.token());
    assertThat(vault.recorded()).containsExactly("token-create ok");
  }

  @Test
  void aTokenWorksOnAStandbyToo() {
    CreatedToken created = create(anna, Set.of(Scope.READ));
    try (IdentityVault standby = vault.standby()) {
      assertThat(standby.authenticated(created.text())).isPresent();
    }
  }

  @Test
  void scopesBeyondTheOwnersRightsAreRefused() {
    assertViolation(() -> create(anna, Set.of(Scope.READ, Scope.ADMIN)), "scopes");
    assertViolation(() -> create(anna, Set.of(Scope.MONITOR)), "scopes");
    create(root, Set.of(Scope.values()));
    Caller narrow =
        new Caller(root.id(), "root", root.roles(), Set.of(Scope.WRITE, Scope.READ), false, CLIENT);
    assertViolation(
        () -> vault.tokens.create(narrow, "x", Set.of(Scope.ADMIN), Optional.empty()), "scopes");
  }

  @Test
  void scopesThatARoleNoLongerAllowsAreOfNoUse() {
    vault.user("second", Role.ADMIN);
    CreatedToken created = create(root, Set.of(Scope.READ, Scope.ADMIN, Scope.MONITOR));
    vault.users.update(
        callerOf(root), root.id(), new UserFields("root", "", "", Set.of(Role.USER), true), 1);

    assertThat(vault.authenticated(created.text()).orElseThrow().scopes())
        .containsExactly(Scope.READ);
  }

  @Test
  void aTokenEndsOnTheDot() {
    Instant end = vault.clock.instant().plusSeconds(60);
    CreatedToken created =
        vault.tokens.create(callerOf(anna), "ci", Set.of(Scope.READ), Optional.of(end));
    vault.clock.move(Duration.ofSeconds(59));
    assertThat(vault.authenticated(created.text())).isPresent();
    vault.clock.move(Duration.ofSeconds(1));

    assertThat(vault.authenticated(created.text())).isEmpty();
  }

  @Test
  void brokenFieldsAreTold() {
    Optional<Instant> past = Optional.of(vault.clock.instant());

    assertThatThrownBy(() -> vault.tokens.create(callerOf(anna), " ", Set.of(), past))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.violations())
                    .extracting(Violation::field)
                    .containsExactly("name", "scopes", "expiresAt"));
  }

  @Test
  void aTokenMakesNoTokens() {
    Caller token = vault.authenticated(create(anna, Set.of(Scope.WRITE)).text()).orElseThrow();

    assertThatThrownBy(() -> vault.tokens.create(token, "x", Set.of(Scope.WRITE), Optional.empty()))
        .isInstanceOf(ForbiddenException.class);
    assertThat(vault.recorded()).endsWith("access-refused refused");
  }

  @Test
  void aDeletedTokenIsOverAtOnce() {
    CreatedToken created = create(anna, Set.of(Scope.READ));
    assertThat(vault.authenticated(created.text())).isPresent();
    vault.tokens.delete(callerOf(anna), created.token().id());

    assertThat(vault.authenticated(created.text())).isEmpty();
    assertThat(vault.recorded()).endsWith("token-delete ok");
  }

  @Test
  void aTokenDeletedOnAnotherNodeIsOverWithinFiveSeconds() {
    CreatedToken created = create(anna, Set.of(Scope.READ));
    try (IdentityVault other = vault.secondPrimary()) {
      assertThat(other.authenticated(created.text())).isPresent();
      vault.tokens.delete(callerOf(anna), created.token().id());
      vault.clock.move(Duration.ofSeconds(5));

      assertThat(other.authenticated(created.text())).isEmpty();
    }
  }

  @Test
  void onlyTheOwnerAndAdminsMayDelete() {
    CreatedToken created = create(anna, Set.of(Scope.READ));
    Caller ben = callerOf(vault.user("ben"));
    Caller narrowAdmin =
        new Caller(root.id(), "root", root.roles(), Set.of(Scope.WRITE), false, CLIENT);

    assertThatThrownBy(() -> vault.tokens.delete(ben, created.token().id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> vault.tokens.delete(narrowAdmin, created.token().id()))
        .isInstanceOf(NotFoundException.class);
    vault.tokens.delete(callerOf(root), created.token().id());
    assertThat(vault.authenticated(created.text())).isEmpty();
  }

  @Test
  void nothingIsCreatedWhenTheAuditCannotBeWritten() {
    vault
        .trail
        .events()
        .failAppends(UnavailableException.database("disk full", new IllegalStateException()));

    assertThatThrownBy(() -> create(anna, Set.of(Scope.READ)))
        .isInstanceOf(UnavailableException.class);
    assertThat(vault.tokens.list(callerOf(anna), PageRequest.first()).items()).isEmpty();
  }

  @Test
  void theFirstAdminIsMadeOnce() {
    try (IdentityVault empty = IdentityVault.primary()) {
      CreatedUser created = empty.firstAdmin.createIfEmpty(admin -> {}).orElseThrow();
      try (Secret first = created.initialPassword().orElseThrow()) {
        assertThat(created.user().name()).isEqualTo("admin");
        assertThat(created.user().roles()).containsExactly(Role.ADMIN);
        assertThat(created.user().mustChangePassword()).isTrue();
        assertThat(empty.signIn.signIn("admin", first, Optional.empty(), CLIENT))
            .isInstanceOf(SignInResult.SignedIn.class);
      }
      assertThat(empty.firstAdmin.createIfEmpty(admin -> {})).isEmpty();
      assertThat(empty.recorded()).containsExactly("user-create ok", "sign-in ok");
    }
    assertThat(vault.firstAdmin.createIfEmpty(admin -> {})).isEmpty();
  }

  @Test
  void aFirstPasswordThatCannotBeKeptLeavesTheVaultEmpty() {
    try (IdentityVault empty = IdentityVault.primary()) {
      assertThatThrownBy(
              () ->
                  empty.firstAdmin.createIfEmpty(
                      admin -> {
                        throw new IllegalStateException("no room for the file");
                      }))
          .hasMessage("no room for the file");
      assertThat(empty.recorded()).isEmpty();

      assertThat(empty.firstAdmin.createIfEmpty(admin -> {})).isPresent();
    }
  }

  private CreatedToken create(User owner, Set<Scope> scopes) {
    return vault.tokens.create(callerOf(owner), "ci", scopes, Optional.empty());
  }

  private static void assertViolation(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).containsOnly(field));
  }

  private static Caller callerOf(User user) {
    return new Caller(user.id(), user.name(), user.roles(), Scope.all(), false, CLIENT);
  }
}
