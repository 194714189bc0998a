package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityVault.CLIENT;
import static org.tandemvault.core.identity.IdentityVault.PASSWORD;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.identity.SignInResult.Reason;
import org.tandemvault.core.identity.SignInResult.Refused;
import org.tandemvault.core.identity.SignInResult.SignedIn;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.TooManyAttemptsException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.crypto.Secret;

final class SignInTest {

  private final IdentityVault vault = IdentityVault.primary();

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void theRightPasswordOpensASession() {
    User anna = vault.user("anna", Role.USER, Role.AUDITOR);
    SignedIn in = (SignedIn) vault.trySignIn("ANNA", PASSWORD);

    assertThat(in.expiresAt()).isEqualTo(vault.clock.instant().plus(Duration.ofHours(12)));
    assertThat(in.caller().id()).isEqualTo(anna.id());
    assertThat(in.caller().scopes()).containsExactlyInAnyOrder(Scope.values());
    assertThat(in.caller().mustChangePassword()).isFalse();
    assertThat(vault.authenticated(in.token())).contains(in.caller());
    assertThat(vault.lastRecorded())
        .isEqualTo(
            new AuditEntry(
                anna.id().text(),
                "anna",
                AuditAction.SIGN_IN,
                anna.target(),
                Outcome.OK,
                "",
                CLIENT));
  }

  @Test
  void unknownUsersGetTheSameAnswerForTheSameWork() {
    vault.user("anna");
    SignInResult wrong = vault.trySignIn("anna", "wrong");
    assertThat(vault.checks.checked()).isEqualTo(1);
    SignInResult unknown = vault.trySignIn("nobody", "wrong");
    assertThat(vault.checks.checked()).isEqualTo(2);

    assertThat(wrong).isEqualTo(new Refused(Reason.INVALID_CREDENTIALS)).isEqualTo(unknown);
    assertThat(vault.recorded())
        .containsExactly("sign-in-refused refused", "sign-in-refused refused");
  }

  @Test
  void unknownUsersAreLockedLikeOthers() {
    vault.user("anna");
    for (String name : List.of("anna", "nobody")) {
      List<SignInResult> answers = new ArrayList<>();
      for (int n = 0; n < 7; n++) {
        answers.add(vault.trySignIn(name, "wrong"));
      }
      assertThat(answers.subList(0, 5)).containsOnly(new Refused(Reason.INVALID_CREDENTIALS));
      assertThat(answers.subList(5, 7)).containsOnly(new Refused(Reason.LOCKED));
    }
    assertThat(vault.checks.checked()).isEqualTo(10);
    assertThat(vault.trySignIn("Anna", PASSWORD)).isEqualTo(new Refused(Reason.LOCKED));

    vault.clock.move(Duration.ofSeconds(30));

    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    assertThat(vault.trySignIn("anna", "wrong")).isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
  }

  @Test
  void disabledUsersAreRefusedLikeUnknownOnes() {
    User admin = vault.user("root", Role.ADMIN);
    User anna = vault.user("anna");
    vault.users.disable(callerOf(admin), anna.id(), OptionalLong.empty());

    assertThat(vault.trySignIn("anna", PASSWORD))
        .isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
    assertThat(vault.lastRecorded().reason()).isEqualTo("user disabled");
  }

  @Test
  void signInIsRefusedWhenTheAuditCannotBeWritten() {
    vault.user("anna");
    vault.trail.events().failAppends(UnavailableException.database("disk full", cause()));

    assertThatThrownBy(() -> vault.trySignIn("anna", PASSWORD))
        .isInstanceOf(UnavailableException.class)
        .hasFieldOrPropertyWithValue("code", "audit-unavailable");
    assertThatThrownBy(() -> vault.trySignIn("anna", "wrong"))
        .isInstanceOf(UnavailableException.class);
    assertThat(vault.state.sessions().count()).isZero();

    vault.trail.events().heal();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
  }

  @Test
  void aBrokenDatabaseDoesNotCountAsAFailure() {
    vault.user("anna");
    vault.database.unreachable(true);
    for (int n = 0; n < 6; n++) {
      assertThatThrownBy(() -> vault.trySignIn("anna", PASSWORD))
          .isInstanceOf(UnavailableException.class);
    }
    vault.database.unreachable(false);

    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
  }

  @Test
  void aFailureCountsEvenIfItCantBeRecorded() {
    vault.user("anna");
    vault.trail.events().failAppends(UnavailableException.database("disk full", cause()));
    for (int n = 0; n < 5; n++) {
      assertThatThrownBy(() -> vault.trySignIn("anna", "wrong"))
          .isInstanceOf(UnavailableException.class);
    }
    vault.trail.events().heal();

    assertThat(vault.trySignIn("anna", PASSWORD)).isEqualTo(new Refused(Reason.LOCKED));
  }

  @Test
  void aNameThatWasTriedIsRecordedWithoutHarm() {
    vault.trySignIn("x\ny\u0000" + "n".repeat(400), "wrong");

    AuditEntry entry = vault.lastRecorded();
    assertThat(entry.actor()).startsWith("x\uFFFDy\uFFFDnnn").hasSize(256);
    assertThat(entry.actorId()).isEmpty();
    assertThat(entry.target().id()).isEmpty();
    assertThat(entry.reason()).isEqualTo("no such user");
  }

  @Test
  void tooManyFailuresFromOneAddressAreRefused() {
    for (int n = 0; n < 120; n++) {
      vault.trySignIn("name " + n, "wrong");
    }

    assertThatThrownBy(() -> vault.trySignIn("another", "wrong"))
        .isInstanceOf(TooManyAttemptsException.class)
        .extracting("retryAfter", InstanceOfAssertFactories.DURATION)
        .isEqualTo(Duration.ofSeconds(1));
    try (Secret secret = Secret.ofUtf8("wrong")) {
      assertThat(vault.signIn.signIn("another", secret, Optional.empty(), "10.0.0.2"))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  void manySuccessesFromOneAddressAreFine() {
    vault.user("anna");
    for (int n = 0; n < 300; n++) {
      assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    }
    assertThat(vault.state.sessions().count()).isEqualTo(100);
  }

  @Test
  void aSecondFactorIsAskedForOnlyAfterTheRightPassword() {
    vault.user("anna");
    String key = vault.enrolled(vault.signedIn("anna").caller());
    vault.clock.move(Duration.ofSeconds(60));

    assertThat(vault.trySignIn("anna", "wrong")).isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
    assertThat(vault.trySignIn("anna", PASSWORD))
        .isEqualTo(new Refused(Reason.SECOND_FACTOR_NEEDED));
    assertThat(vault.lastRecorded().reason()).isEqualTo("second factor needed");
    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(" ")))
        .isEqualTo(new Refused(Reason.SECOND_FACTOR_NEEDED));
    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code(key))))
        .isInstanceOf(SignedIn.class);
  }

  @Test
  void askingForTheSecondFactorIsNoFailureButAWrongCodeIs() {
    vault.user("anna");
    String key = vault.enrolled(vault.signedIn("anna").caller());
    vault.clock.move(Duration.ofSeconds(60));
    for (int n = 0; n < 10; n++) {
      assertThat(vault.trySignIn("anna", PASSWORD))
          .isEqualTo(new Refused(Reason.SECOND_FACTOR_NEEDED));
    }
    for (int n = 0; n < 5; n++) {
      vault.trySignIn("anna", PASSWORD);
      assertThat(vault.trySignIn("anna", PASSWORD, Optional.of("abcdef")))
          .isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
    }

    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code(key))))
        .isEqualTo(new Refused(Reason.LOCKED));
  }

  @Test
  void aCodeWorksOnceHereAndOnAnotherPrimary() {
    vault.user("anna");
    String key = vault.enrolled(vault.signedIn("anna").caller());
    vault.clock.move(Duration.ofSeconds(60));
    String code = code(key);

    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code))).isInstanceOf(SignedIn.class);
    assertThat(vault.trySignIn("anna", PASSWORD, Optional.of(code)))
        .isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
    try (IdentityVault second = vault.secondPrimary()) {
      assertThat(second.trySignIn("anna", PASSWORD, Optional.of(code)))
          .isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
    }
  }

  @Test
  void aStandbySignsInWithoutWritingToTheVault() {
    User anna = vault.user("anna");
    String key = vault.enrolled(vault.signedIn("anna").caller());
    vault.clock.move(Duration.ofSeconds(60));
    long usedBefore = vault.credentials(anna.id()).lastTotpStep();
    try (IdentityVault standby = vault.standby()) {
      standby.checks.raise();
      Optional<String> code = Optional.of(code(key));

      assertThat(standby.trySignIn("anna", PASSWORD, code)).isInstanceOf(SignedIn.class);
      assertThat(standby.trySignIn("anna", PASSWORD, code))
          .isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
      assertThat(standby.recorded()).containsExactly("sign-in ok", "sign-in-refused refused");
      assertThat(standby.checks.hashed()).isZero();
    }
    assertThat(vault.credentials(anna.id()).lastTotpStep()).isEqualTo(usedBefore);
  }

  @Test
  void aHashThatBecameTooWeakIsReplacedAtSignIn() {
    User anna = vault.user("anna");
    SignedIn earlier = vault.signedIn("anna");
    byte[] weak = vault.credentials(anna.id()).sealedPassword();
    vault.checks.raise();

    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    assertThat(vault.credentials(anna.id()).sealedPassword()).isNotEqualTo(weak);
    assertThat(vault.credentials(anna.id()).passwordVersion()).isEqualTo(1);
    int hashed = vault.checks.hashed();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    assertThat(vault.checks.hashed()).isEqualTo(hashed);
    assertThat(vault.authenticated(earlier.token())).isPresent();
  }

  @Test
  void aHashOfAnotherUserPutIntoTheDatabaseOpensNothing() {
    User anna = vault.user("anna");
    User mallory = vault.user("mallory");
    Credentials stolen = vault.credentials(mallory.id());
    vault.work.write(
        tx -> {
          vault
              .store
              .users()
              .saveCredentials(tx, Credentials.first(anna.id(), stolen.sealedPassword()));
          return true;
        });

    assertThat(vault.trySignIn("anna", PASSWORD))
        .isEqualTo(new Refused(Reason.INVALID_CREDENTIALS));
    assertThat(vault.checks.checked()).isEqualTo(1);
  }

  @Test
  void aSessionEndsAtItsLatestEndHoweverMuchItIsUsed() {
    vault.user("anna");
    Secret token = vault.signedIn("anna").token();
    for (int n = 1; n < 48; n++) {
      vault.clock.move(Duration.ofMinutes(15));
      assertThat(vault.authenticated(token)).as("after %s quarters", n).isPresent();
    }
    vault.clock.move(Duration.ofMinutes(15));

    assertThat(vault.authenticated(token)).isEmpty();
  }

  @Test
  void aSessionEndsWhenItIsNotUsed() {
    vault.user("anna");
    Secret token = vault.signedIn("anna").token();
    vault.clock.move(Duration.ofMinutes(29));
    assertThat(vault.authenticated(token)).isPresent();
    vault.clock.move(Duration.ofMinutes(30));

    assertThat(vault.authenticated(token)).isEmpty();
    vault.signedIn("anna");
    assertThat(vault.state.sessions().count()).isEqualTo(1);
  }

  @Test
  void signingOutEndsTheSessionAndIsRecorded() {
    vault.user("anna");
    SignedIn in = vault.signedIn("anna");
    vault.signIn.signOut(in.token(), in.caller());
    vault.signIn.signOut(in.token(), in.caller());

    assertThat(vault.authenticated(in.token())).isEmpty();
    assertThat(vault.recorded()).containsExactly("sign-in ok", "sign-out ok");
  }

  @Test
  void anApiTokenCantSignOut() {
    vault.user("anna");
    CreatedToken token =
        vault.tokens.create(
            vault.signedIn("anna").caller(), "ci", Set.of(Scope.WRITE), Optional.empty());
    Caller caller = vault.authenticated(token.text()).orElseThrow();

    assertThatThrownBy(() -> vault.signIn.signOut(token.text(), caller))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void whatAnotherNodeChangedHoldsWithinFiveSeconds() {
    User admin = vault.user("root", Role.ADMIN);
    User anna = vault.user("anna");
    try (IdentityVault other = vault.secondPrimary()) {
      Secret token = other.signedIn("anna").token();
      assertThat(other.authenticated(token)).isPresent();
      vault.users.disable(callerOf(admin), anna.id(), OptionalLong.empty());
      vault.clock.move(Duration.ofSeconds(5));

      assertThat(other.authenticated(token)).isEmpty();
    }
  }

  @Test
  void aPasswordChangedOnAnotherNodeEndsSessionsHere() {
    User admin = vault.user("root", Role.ADMIN);
    User anna = vault.user("anna");
    try (IdentityVault other = vault.secondPrimary()) {
      Secret token = other.signedIn("anna").token();
      vault.users.resetPassword(callerOf(admin), anna.id()).close();
      vault.clock.move(Duration.ofSeconds(5));

      assertThat(other.authenticated(token)).isEmpty();
    }
  }

  @Test
  void aTokenOfNobodyIsNobody() {
    try (Secret garbage = Secret.ofUtf8("garbage")) {
      assertThat(vault.authenticated(garbage)).isEmpty();
    }
  }

  private String code(String key) {
    return Authenticator.code(key, vault.clock.instant());
  }

  private static Caller callerOf(User user) {
    return new Caller(user.id(), user.name(), user.roles(), Scope.all(), false, CLIENT);
  }

  private static Throwable cause() {
    return new IllegalStateException("on purpose");
  }
}
