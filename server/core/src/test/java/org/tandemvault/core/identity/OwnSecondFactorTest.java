package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityVault.PASSWORD;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.SignInResult.SignedIn;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.crypto.Secret;

final class OwnSecondFactorTest {

  private static final Duration STEP = Duration.ofSeconds(30);

  private final IdentityVault vault = IdentityVault.primary();
  private final User anna = vault.user("anna");
  private final SignedIn here = vault.signedIn("anna");
  private final Caller caller = here.caller();

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aSecondFactorCountsOnceACodeWasSeen() {
    TotpEnrolment enrolment = start(caller, Optional.empty());
    String key = new String(enrolment.key().copyChars());
    assertThat(new String(enrolment.uri().copyChars()))
        .isEqualTo(
            "otpauth://totp/Tandem%20Vault:anna?secret="
                + key
                + "&issuer=Tandem%20Vault&algorithm=SHA1&digits=6&period=30");
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    assertViolation(() -> vault.own.confirmTotp(caller, "12345"), "code");

    vault.own.confirmTotp(caller, code(key));

    assertThat(vault.stored(anna.id()).secondFactor()).isTrue();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignInResult.Refused.class);
    assertThat(vault.recorded()).contains("second-factor-enrol refused", "second-factor-enrol ok");
  }

  @Test
  void theCodeThatConfirmedCantSignIn() {
    String key = vault.enrolled(caller);

    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code(key))))
        .isInstanceOf(SignInResult.Refused.class);
  }

  @Test
  void nothingIsConfirmedThatWasNotStarted() {
    assertConflict(() -> vault.own.confirmTotp(caller, "123456"), "no-second-factor");
  }

  @Test
  void whatWasStartedIsConfirmedInTheSameSessionWithinTenMinutes() {
    String key = new String(start(caller, Optional.empty()).key().copyChars());
    Caller elsewhere = vault.signedIn("anna").caller();
    assertConflict(() -> vault.own.confirmTotp(elsewhere, code(key)), "no-second-factor");

    vault.clock.move(Duration.ofMinutes(10));

    assertConflict(() -> vault.own.confirmTotp(caller, code(key)), "no-second-factor");
  }

  @Test
  void aNewSecondFactorEndsTheOtherSessionsOnEveryNode() {
    SignedIn elsewhere = vault.signedIn("anna");
    try (IdentityVault other = vault.secondPrimary()) {
      SignedIn there = other.signedIn("anna");
      vault.enrolled(caller);
      vault.clock.move(KnownUsers.STALE);

      assertThat(vault.authenticated(here.token())).isPresent();
      assertThat(vault.authenticated(elsewhere.token())).isEmpty();
      assertThat(other.authenticated(there.token())).isEmpty();
    }
  }

  @Test
  void aSecondFactorIsRemovedByPasswordAndCode() {
    String key = vault.enrolled(caller);
    vault.clock.move(STEP);
    SignedIn elsewhere = (SignedIn) vault.trySignIn("anna", PASSWORD, Optional.of(code(key)));
    assertViolation(() -> remove("wrong", Optional.of(code(key))), "password");
    assertViolation(() -> remove(PASSWORD, Optional.empty()), "code");
    assertViolation(() -> remove(PASSWORD, Optional.of("000000")), "code");
    assertViolation(() -> remove(PASSWORD, Optional.of(code(key))), "code");

    vault.clock.move(STEP);
    remove(PASSWORD, Optional.of(code(key)));

    assertThat(vault.stored(anna.id()).secondFactor()).isFalse();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    assertThat(vault.authenticated(here.token())).isPresent();
    assertThat(vault.authenticated(elsewhere.token())).isEmpty();
    assertThat(vault.recorded()).contains("second-factor-remove refused");
    assertConflict(() -> remove(PASSWORD, Optional.of("123456")), "no-second-factor");
  }

  @Test
  void anotherOneReplacesItByItsCodeAndOnlyOnceConfirmed() {
    String old = vault.enrolled(caller);
    assertConflict(() -> start(caller, Optional.empty()), "second-factor-present");
    assertViolation(() -> start(caller, Optional.of(code(old))), "code");

    vault.clock.move(STEP);
    String next = new String(start(caller, Optional.of(code(old))).key().copyChars());
    vault.clock.move(STEP);
    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code(old))))
        .isInstanceOf(SignedIn.class);
    vault.own.confirmTotp(caller, code(next));

    assertThat(vault.lastRecorded().reason()).isEqualTo("replaced");
    vault.clock.move(STEP);
    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code(old))))
        .isInstanceOf(SignInResult.Refused.class);
    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code(next))))
        .isInstanceOf(SignedIn.class);
  }

  private TotpEnrolment start(Caller who, Optional<String> code) {
    try (Secret secret = Secret.ofUtf8(PASSWORD)) {
      return vault.own.startTotp(who, secret, code);
    }
  }

  private void remove(String password, Optional<String> code) {
    try (Secret secret = Secret.ofUtf8(password)) {
      vault.own.removeTotp(caller, secret, code);
    }
  }

  private String code(String key) {
    return Authenticator.code(key, vault.clock.instant());
  }

  private static void assertViolation(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).containsOnly(field));
  }

  private static void assertConflict(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOf(ConflictException.class)
        .hasFieldOrPropertyWithValue("code", code);
  }
}
