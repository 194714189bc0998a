package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityVault.CLIENT;
import static org.tandemvault.core.identity.IdentityVault.PASSWORD;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.SignInResult.SignedIn;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ReadOnlyNodeException;
import org.tandemvault.core.shared.StaleVersionException;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.core.shared.Violation;
import org.tandemvault.crypto.Secret;

final class UserAdministrationTest {

  private static final UserId NOBODY = new UserId(999);
  private static final UserFields NEW =
      new UserFields("ben", "Ben B.", "ben@example.org", Set.of(Role.USER), true);

  private final IdentityVault vault = IdentityVault.primary();
  private final User root = vault.user("root", Role.ADMIN);
  private final User anna = vault.user("anna");
  private final Caller admin = callerOf(root);

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aNewUserGetsAPasswordThatMustBeChanged() {
    CreatedUser created = vault.users.create(admin, NEW, Optional.empty());
    String first = text(created.initialPassword().orElseThrow());

    assertThat(first).matches("[A-Za-z2-9]{5}(-[A-Za-z2-9]{5}){4}");
    assertThat(vault.stored(created.user().id())).isEqualTo(created.user());
    assertThat(created.user().mustChangePassword()).isTrue();
    SignedIn in = (SignedIn) vault.trySignIn("Ben", first);
    assertThat(in.caller().mustChangePassword()).isTrue();
    assertThat(vault.recorded()).startsWith("user-create ok");
  }

  @Test
  void aGivenFirstPasswordMustFulfilTheRulesAndBeChangedToo() {
    assertViolations(() -> create(NEW, "short"), "password", "password");
    CreatedUser created = create(NEW, "good enough for once");

    assertThat(created.initialPassword()).isEmpty();
    SignedIn in = (SignedIn) vault.trySignIn("ben", "good enough for once");
    assertThat(in.caller().mustChangePassword()).isTrue();
  }

  @Test
  void everyBrokenFieldIsTold() {
    UserFields broken = new UserFields(" x", "a\nb", "no mail", Set.of(), true);

    assertViolations(
        () -> vault.users.create(admin, broken, Optional.empty()),
        "name",
        "displayName",
        "email",
        "roles");
    assertViolations(
        () ->
            vault.users.create(
                admin, new UserFields("", "", "", Set.of(Role.USER), true), Optional.empty()),
        "name");
  }

  @Test
  void aTakenNameIsRefusedInAnyCase() {
    UserFields taken = new UserFields("ANNA", "", "", Set.of(Role.USER), true);

    assertThatThrownBy(() -> vault.users.create(admin, taken, Optional.empty()))
        .isInstanceOf(ConflictException.class)
        .hasFieldOrPropertyWithValue("code", "name-taken");
  }

  @Test
  void nothingIsCreatedWhenTheAuditCannotBeWritten() {
    vault
        .trail
        .events()
        .failAppends(UnavailableException.database("disk full", new IllegalStateException()));

    assertThatThrownBy(() -> vault.users.create(admin, NEW, Optional.empty()))
        .isInstanceOf(UnavailableException.class);
    assertThat(vault.users.list(admin, "", PageRequest.first()).items()).hasSize(2);
  }

  @Test
  void onlyAdminsWithTheScopeEditAndRefusalsAreRecorded() {
    Caller user = callerOf(anna);
    Caller passwordAdmin = callerOf(vault.user("pa", Role.PASSWORD_ADMIN, Role.AUDITOR));
    Caller narrow = new Caller(root.id(), "root", root.roles(), Set.of(Scope.READ), false, CLIENT);
    for (Caller caller : List.of(user, passwordAdmin, narrow)) {
      for (ThrowingCallable edit : edits(caller)) {
        assertThatThrownBy(edit).isInstanceOf(ForbiddenException.class);
      }
    }

    assertThat(vault.recorded()).hasSize(21).containsOnly("access-refused refused");
    assertThat(vault.stored(anna.id())).isEqualTo(anna);
  }

  @Test
  void adminsPasswordAdminsAndAuditorsRead() {
    for (Role role : List.of(Role.ADMIN, Role.PASSWORD_ADMIN, Role.AUDITOR)) {
      Caller caller = callerOf(vault.user("reader-" + role.word(), role));
      assertThat(vault.users.get(caller, anna.id())).isEqualTo(anna);
      assertThat(vault.users.list(caller, "ann", PageRequest.first()).items())
          .containsExactly(anna);
    }
    assertThatThrownBy(() -> vault.users.get(callerOf(anna), root.id()))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> vault.users.list(callerOf(anna), "", PageRequest.first()))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void whoDoesNotExistIsNotFound() {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> vault.users.get(admin, NOBODY),
            () -> vault.users.update(admin, NOBODY, NEW, 1),
            () -> vault.users.disable(admin, NOBODY, OptionalLong.empty()),
            () -> vault.users.resetPassword(admin, NOBODY),
            () -> vault.users.unlock(admin, NOBODY),
            () -> vault.users.removeSecondFactor(admin, NOBODY))) {
      assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void updateReplacesTheFieldsAndTakesEffectAtOnce() {
    Secret token = vault.signedIn("anna").token();
    User after = vault.users.update(admin, anna.id(), annaWith(true, Role.AUDITOR), 1);

    assertThat(vault.stored(anna.id())).isEqualTo(after);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.displayName()).isEqualTo("Anna A.");
    assertThat(vault.authenticated(token).orElseThrow().roles()).containsExactly(Role.AUDITOR);
    assertThat(vault.recorded()).contains("user-update ok");
  }

  @Test
  void aNameCantBeChanged() {
    UserFields renamed = new UserFields("Anna", "", "", Set.of(Role.USER), true);

    assertViolations(() -> vault.users.update(admin, anna.id(), renamed, 1), "name");
  }

  @Test
  void aLostRaceIsRefused() {
    assertThatThrownBy(() -> vault.users.update(admin, anna.id(), annaWith(true, Role.USER), 2))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> vault.users.disable(admin, anna.id(), OptionalLong.of(7)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(vault.stored(anna.id())).isEqualTo(anna);
  }

  @Test
  void disablingEndsSessionsAndTokensAndKeepsTheName() {
    SignedIn in = vault.signedIn("anna");
    CreatedToken token =
        vault.tokens.create(in.caller(), "ci", Set.of(Scope.READ), Optional.empty());
    assertThat(vault.authenticated(token.text())).isPresent();
    vault.users.disable(admin, anna.id(), OptionalLong.of(1));

    assertThat(vault.authenticated(in.token())).isEmpty();
    assertThat(vault.authenticated(token.text())).isEmpty();
    assertThat(vault.stored(anna.id()).enabled()).isFalse();

    vault.users.update(admin, anna.id(), annaWith(true, Role.USER), 2);

    assertThat(vault.authenticated(in.token())).isEmpty();
    assertThat(vault.authenticated(token.text())).isEmpty();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
  }

  @Test
  void disablingTwiceIsNoError() {
    vault.users.disable(admin, anna.id(), OptionalLong.empty());
    vault.users.disable(admin, anna.id(), OptionalLong.empty());

    assertThat(vault.recorded()).containsExactly("user-disable ok");
  }

  @Test
  void disablingByUpdateIsDisabling() {
    SignedIn in = vault.signedIn("anna");
    vault.users.update(admin, anna.id(), annaWith(false, Role.USER), 1);

    assertThat(vault.authenticated(in.token())).isEmpty();
    assertThat(vault.recorded()).contains("user-disable ok").doesNotContain("user-update ok");
  }

  @Test
  void theLastEnabledAdminStays() {
    assertLastAdmin(() -> vault.users.disable(admin, root.id(), OptionalLong.empty()));
    assertLastAdmin(() -> vault.users.update(admin, root.id(), rootWith(true, Role.USER), 1));
    assertLastAdmin(() -> vault.users.update(admin, root.id(), rootWith(false, Role.ADMIN), 1));

    vault.users.update(admin, anna.id(), annaWith(true, Role.ADMIN), 1);
    vault.users.disable(admin, root.id(), OptionalLong.empty());

    assertThat(vault.stored(root.id()).enabled()).isFalse();
  }

  @Test
  void ofTwoAdminsThatDisableEachOtherAtOnceOneStays() throws Exception {
    User second = vault.user("second", Role.ADMIN);
    List<Callable<Boolean>> both =
        List.of(() -> disables(admin, second), () -> disables(callerOf(second), root));
    int disabled = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> done : threads.invokeAll(both)) {
        disabled += done.get() ? 1 : 0;
      }
    }

    assertThat(disabled).isEqualTo(1);
  }

  @Test
  void aResetEndsSessionsUnlocksAndForcesAChange() {
    SignedIn in = vault.signedIn("anna");
    CreatedToken token =
        vault.tokens.create(in.caller(), "ci", Set.of(Scope.READ), Optional.empty());
    for (int n = 0; n < 5; n++) {
      vault.trySignIn("anna", "wrong");
    }
    assertThat(vault.users.locked(anna)).isTrue();
    String first = text(vault.users.resetPassword(admin, anna.id()));

    assertThat(vault.users.locked(anna)).isFalse();
    assertThat(vault.authenticated(in.token())).isEmpty();
    assertThat(vault.authenticated(token.text()).orElseThrow().mustChangePassword()).isTrue();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignInResult.Refused.class);
    assertThat(vault.trySignIn("anna", first)).isInstanceOf(SignedIn.class);
    assertThat(vault.recorded()).contains("user-password-reset ok");
  }

  @Test
  void aResetIsNotDoneWhenTheAuditCannotBeWritten() {
    vault
        .trail
        .events()
        .failAppends(UnavailableException.database("disk full", new IllegalStateException()));

    assertThatThrownBy(() -> vault.users.resetPassword(admin, anna.id()))
        .isInstanceOf(UnavailableException.class);
    vault.trail.events().heal();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
  }

  @Test
  void unlockingIsRecordedAndWorksOnAStandbyToo() {
    try (IdentityVault standby = vault.standby()) {
      for (int n = 0; n < 5; n++) {
        standby.trySignIn("anna", "wrong");
      }
      standby.users.unlock(admin, anna.id());

      assertThat(standby.users.locked(anna)).isFalse();
      assertThat(standby.recorded()).endsWith("user-unlock ok");
    }
  }

  @Test
  void aStandbyChangesNoUser() {
    try (IdentityVault standby = vault.standby()) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> standby.users.create(admin, NEW, Optional.empty()),
              () -> standby.users.update(admin, anna.id(), annaWith(true, Role.USER), 1),
              () -> standby.users.disable(admin, anna.id(), OptionalLong.empty()),
              () -> standby.users.resetPassword(admin, anna.id()),
              () -> standby.users.removeSecondFactor(admin, anna.id()))) {
        assertThatThrownBy(call).isInstanceOf(ReadOnlyNodeException.class);
      }
    }
  }

  @Test
  void aLostDeviceIsReplacedByAnAdmin() {
    vault.enrolled(vault.signedIn("anna").caller());
    vault.users.removeSecondFactor(admin, anna.id());
    vault.users.removeSecondFactor(admin, anna.id());

    assertThat(vault.stored(anna.id()).secondFactor()).isFalse();
    assertThat(vault.trySignIn("anna", PASSWORD)).isInstanceOf(SignedIn.class);
    assertThat(vault.recorded()).containsOnlyOnce("second-factor-remove ok");
  }

  @Test
  void aRemovedSecondFactorEndsTheSessionsOfItsOwner() {
    SignedIn in = vault.signedIn("anna");
    vault.enrolled(in.caller());

    vault.users.removeSecondFactor(admin, anna.id());

    assertThat(vault.authenticated(in.token())).isEmpty();
  }

  @Test
  void anAdminsOwnSecondFactorTakesItsCode() {
    vault.enrolled(vault.signedIn("root").caller());

    assertThatThrownBy(() -> vault.users.removeSecondFactor(admin, root.id()))
        .isInstanceOf(ConflictException.class)
        .hasFieldOrPropertyWithValue("code", "own-second-factor");
    assertThat(vault.stored(root.id()).secondFactor()).isTrue();
  }

  private List<ThrowingCallable> edits(Caller caller) {
    return List.of(
        () -> vault.users.create(caller, NEW, Optional.empty()),
        () -> vault.users.update(caller, anna.id(), annaWith(true, Role.ADMIN), 1),
        () -> vault.users.disable(caller, anna.id(), OptionalLong.empty()),
        () -> vault.users.resetPassword(caller, anna.id()),
        () -> vault.users.unlock(caller, anna.id()),
        () -> vault.users.removeSecondFactor(caller, anna.id()),
        () -> vault.users.removeSecondFactor(caller, NOBODY));
  }

  private boolean disables(Caller caller, User user) {
    try {
      vault.users.disable(caller, user.id(), OptionalLong.empty());
      return true;
    } catch (ConflictException lastAdmin) {
      return false;
    }
  }

  private CreatedUser create(UserFields fields, String password) {
    try (Secret secret = Secret.ofUtf8(password)) {
      return vault.users.create(admin, fields, Optional.of(secret));
    }
  }

  private static UserFields annaWith(boolean enabled, Role role) {
    return new UserFields("anna", "Anna A.", "", Set.of(role), enabled);
  }

  private static UserFields rootWith(boolean enabled, Role role) {
    return new UserFields("root", "", "", Set.of(role), enabled);
  }

  private static void assertLastAdmin(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ConflictException.class)
        .hasFieldOrPropertyWithValue("code", "last-admin");
  }

  private static void assertViolations(ThrowingCallable call, String... fields) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations()).extracting(Violation::field).containsExactly(fields));
  }

  private static String text(Secret secret) {
    try (secret) {
      return new String(secret.copyChars());
    }
  }

  private static Caller callerOf(User user) {
    return new Caller(user.id(), user.name(), user.roles(), Scope.all(), false, CLIENT);
  }
}
