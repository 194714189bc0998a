package org.tandemvault.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.identity.IdentityVault.PASSWORD;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.SignInResult.SignedIn;
import org.tandemvault.core.shared.ConflictException;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.crypto.Secret;

final class DemandedSecondFactorTest {

  private final IdentityVault vault = IdentityVault.primary();
  private final User anna = vault.user("anna");
  private final User root = vault.user("root", Role.ADMIN);

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void itIsSetUpBeforeAnythingElse() {
    vault.demand.set(SecondFactorDemand.EVERYONE);
    SignedIn in = vault.signedIn("anna");
    assertThat(in.caller().mustSetUpSecondFactor()).isTrue();
    assertThatThrownBy(() -> vault.directory.find(in.caller(), "", 5))
        .isInstanceOf(ForbiddenException.class)
        .hasFieldOrPropertyWithValue("code", "second-factor-setup-needed");
    assertThat(vault.recorded()).doesNotContain("access-refused refused");
    assertThat(vault.own.me(in.caller())).isEqualTo(anna);

    vault.enrolled(in.caller());

    Caller after = vault.authenticated(in.token()).orElseThrow();
    assertThat(after.duty()).isEqualTo(Duty.NONE);
    assertThat(vault.directory.find(after, "", 5)).isNotEmpty();
  }

  @Test
  void aSessionThatIsOpenWhenItIsDemandedMustSetItUpToo() {
    SignedIn in = vault.signedIn("anna");

    vault.demand.set(SecondFactorDemand.EVERYONE);

    assertThat(vault.authenticated(in.token())).map(Caller::duty).contains(Duty.SECOND_FACTOR);
  }

  @Test
  void demandedOfAdminsItIsDemandedOfNobodyElse() {
    vault.demand.set(SecondFactorDemand.ADMINS);

    assertThat(vault.signedIn("root").caller().duty()).isEqualTo(Duty.SECOND_FACTOR);
    assertThat(vault.signedIn("anna").caller().duty()).isEqualTo(Duty.NONE);
  }

  @Test
  void aGivenPasswordIsChangedFirst() {
    vault.demand.set(SecondFactorDemand.EVERYONE);
    Caller admin = new Caller(root.id(), "root", root.roles(), Scope.all(), false, "");
    try (Secret given = vault.users.resetPassword(admin, anna.id())) {
      String text = new String(given.copyChars());
      SignedIn in = (SignedIn) vault.trySignIn("anna", text);

      assertThat(in.caller().duty()).isEqualTo(Duty.PASSWORD);
      assertThatThrownBy(() -> vault.enrolled(in.caller()))
          .hasFieldOrPropertyWithValue("code", "password-change-needed");
    }
  }

  @Test
  void whileItIsDemandedItCantBeRemoved() {
    Caller caller = vault.signedIn("anna").caller();
    String key = vault.enrolled(caller);
    vault.demand.set(SecondFactorDemand.EVERYONE);
    vault.clock.move(Duration.ofSeconds(30));
    Optional<String> code = Optional.of(Authenticator.code(key, vault.clock.instant()));

    try (Secret password = Secret.ofUtf8(PASSWORD)) {
      assertThatThrownBy(() -> vault.own.removeTotp(caller, password, code))
          .isInstanceOf(ConflictException.class)
          .hasFieldOrPropertyWithValue("code", "second-factor-demanded");
      assertThat(vault.own.startTotp(caller, password, code)).isNotNull();
    }
    assertThat(vault.own.needsSecondFactor(caller)).isTrue();
  }

  @Test
  void aStandbyLetsInWithoutItAndPutsThatOnRecord() {
    vault.demand.set(SecondFactorDemand.EVERYONE);
    try (IdentityVault standby = vault.standby()) {
      standby.demand.set(SecondFactorDemand.EVERYONE);

      SignedIn in = standby.signedIn("anna");

      assertThat(in.caller().duty()).isEqualTo(Duty.NONE);
      assertThat(standby.authenticated(in.token())).map(Caller::duty).contains(Duty.NONE);
      assertThat(standby.lastRecorded().reason())
          .isEqualTo("without the second factor that is demanded");
    }
  }

  @Test
  void aLookKeepsNoSessionAlive() {
    SignedIn in = vault.signedIn("anna");
    vault.clock.move(Duration.ofMinutes(29));
    assertThat(vault.signIn.recognise(in.token(), "")).map(Caller::name).contains("anna");

    vault.clock.move(Duration.ofMinutes(1));

    assertThat(vault.signIn.recognise(in.token(), "")).isEmpty();
    assertThat(vault.authenticated(in.token())).isEmpty();
  }

  @Test
  void programsWithATokenGoOnWorking() {
    CreatedToken token =
        vault.tokens.create(
            vault.signedIn("anna").caller(), "ci", Set.of(Scope.READ), Optional.empty());

    vault.demand.set(SecondFactorDemand.EVERYONE);

    assertThat(vault.authenticated(token.text())).map(Caller::duty).contains(Duty.NONE);
    Caller caller = vault.signedIn("anna").caller();
    assertThatThrownBy(
            () -> vault.tokens.create(caller, "another", Set.of(Scope.READ), Optional.empty()))
        .hasFieldOrPropertyWithValue("code", "second-factor-setup-needed");
  }
}
