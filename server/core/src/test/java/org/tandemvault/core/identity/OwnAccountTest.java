package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityVault.CLIENT;
import static org.tandemvault.core.identity.IdentityVault.PASSWORD;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.SignInResult.SignedIn;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.TooManyAttemptsException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.crypto.Secret;

final class OwnAccountTest {

  private static final String NEXT = "another long password";

  private final IdentityVault vault = IdentityVault.primary();
  private final User anna = vault.user("anna");

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void meIsTheCallersUser() {
    assertThat(vault.own.me(vault.signedIn("anna").caller())).isEqualTo(anna);
  }

  @Test
  void meNeedsTheScopeReadButNoChangedPassword() {
    Caller forced = new Caller(anna.id(), "anna", anna.roles(), Set.of(Scope.READ), true, CLIENT);
    Caller blind = new Caller(anna.id(), "anna", anna.roles(), Set.of(Scope.WRITE), false, CLIENT);

    assertThat(vault.own.me(forced)).isEqualTo(anna);
    assertThatThrownBy(() -> vault.own.me(blind)).isInstanceOf(ForbiddenException.class);
  }

  @Test
  void aChangedPasswordEndsTheOtherSessions() {
    SignedIn here = vault.signedIn("anna");
    SignedIn elsewhere = vault.signedIn("anna");
    change(here.caller(), PASSWORD, NEXT);

    assertThat(vault.authenticated(here.token())).isPresent();
    assertThat(vault.authenticated(elsewhere.token())).isEmpty();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignInResult.Refused.class);
    assertThat(vault.trySignIn("anna", NEXT)).isInstanceOf(SignedIn.class);
    assertThat(vault.credentials(anna.id()).passwordVersion()).isEqualTo(2);
    assertThat(vault.recorded()).contains("own-password-change ok");
  }

  @Test
  void aForcedChangeComesBeforeAnythingElse() {
    User root = vault.user("root", Role.ADMIN);
    String first = resetPassword(root, anna);
    SignedIn in = (SignedIn) vault.trySignIn("anna", first);
    assertThat(in.caller().mustChangePassword()).isTrue();
    assertThatThrownBy(() -> vault.directory.find(in.caller(), "", 5))
        .isInstanceOf(ForbiddenException.class)
        .hasFieldOrPropertyWithValue("code", "password-change-needed");
    assertThatThrownBy(() -> startTotp(in.caller(), first)).isInstanceOf(ForbiddenException.class);

    change(in.caller(), first, NEXT);

    Caller after = vault.authenticated(in.token()).orElseThrow();
    assertThat(after.mustChangePassword()).isFalse();
    assertThat(vault.directory.find(after, "", 5)).isNotEmpty();
  }

  @Test
  void aWrongCurrentPasswordIsToldRecordedAndCounted() {
    Caller caller = vault.signedIn("anna").caller();
    for (int n = 0; n < 5; n++) {
      assertViolation(() -> change(caller, "wrong", NEXT), "current");
    }
    assertThat(vault.recorded()).contains("own-password-change refused");

    assertThatThrownBy(() -> change(caller, PASSWORD, NEXT))
        .isInstanceOf(TooManyAttemptsException.class)
        .hasFieldOrPropertyWithValue("retryAfter", Duration.ofSeconds(30));
  }

  @Test
  void aNewPasswordMustFulfilTheRules() {
    Caller caller = vault.signedIn("anna").caller();

    assertViolation(() -> change(caller, PASSWORD, PASSWORD), "next");
    assertViolation(() -> change(caller, PASSWORD, "short"), "next");
    assertViolation(() -> change(caller, PASSWORD, ""), "next");
    assertViolation(() -> change(caller, PASSWORD, "of ANNA 1"), "next");
    assertViolation(() -> change(caller, PASSWORD, "x".repeat(8_001)), "next");
    change(caller, PASSWORD, "\uD83D\uDD11 Sch\u00f6n lang \u0000 genug");
  }

  @Test
  void aPasswordIsNotChangedWhenTheAuditCannotBeWritten() {
    Caller caller = vault.signedIn("anna").caller();
    vault.trail.events().failAppends(UnavailableException.database("disk full", cause()));

    assertThatThrownBy(() -> change(caller, PASSWORD, NEXT))
        .isInstanceOf(UnavailableException.class);
    vault.trail.events().heal();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
  }

  @Test
  void aStandbyChangesNoPassword() {
    try (IdentityVault standby = vault.standby()) {
      Caller caller = standby.signedIn("anna").caller();
      try (Secret current = Secret.ofUtf8(PASSWORD);
          Secret next = Secret.ofUtf8(NEXT)) {
        assertThatThrownBy(() -> standby.own.changePassword(caller, current, next))
            .isInstanceOf(ReadOnlyNodeException.class);
      }
    }
  }

  @Test
  void anApiTokenChangesNothingAboutItsOwner() {
    CreatedToken token =
        vault.tokens.create(
            vault.signedIn("anna").caller(), "ci", Set.of(Scope.WRITE), Optional.empty());
    Caller caller = vault.authenticated(token.text()).orElseThrow();

    assertThatThrownBy(() -> change(caller, PASSWORD, NEXT)).isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> startTotp(caller, PASSWORD)).isInstanceOf(ForbiddenException.class);
  }

  @Test
  void whoIsDisabledMeanwhileIsNobody() {
    User root = vault.user("root", Role.ADMIN);
    Caller caller = vault.signedIn("anna").caller();
    vault.users.disable(callerOf(root), anna.id(), OptionalLong.empty());

    assertThatThrownBy(() -> change(caller, PASSWORD, NEXT)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void aBrokenDatabaseDoesNotCountAsAWrongPassword() {
    Caller caller = vault.signedIn("anna").caller();
    for (int n = 0; n < 6; n++) {
      vault.database.failNextCommit();
      assertThatThrownBy(() -> change(caller, PASSWORD, NEXT))
          .isInstanceOf(UnavailableException.class);
    }
    change(caller, PASSWORD, NEXT);
  }

  private String resetPassword(User admin, User user) {
    try (Secret made = vault.users.resetPassword(callerOf(admin), user.id())) {
      return new String(made.copyChars());
    }
  }

  private void change(Caller caller, String current, String next) {
    try (Secret old = Secret.ofUtf8(current);
        Secret young = Secret.ofUtf8(next)) {
      vault.own.changePassword(caller, old, young);
    }
  }

  private TotpEnrolment startTotp(Caller caller, String password) {
    try (Secret secret = Secret.ofUtf8(password)) {
      return vault.own.startTotp(caller, secret, Optional.empty());
    }
  }

  private static void assertViolation(Runnable call, String field) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).containsOnly(field));
  }

  private static Caller callerOf(User user) {
    return new Caller(user.id(), user.name(), user.roles(), Scope.all(), false, CLIENT);
  }

  private static Throwable cause() {
    return new IllegalStateException("on purpose");
  }
}
