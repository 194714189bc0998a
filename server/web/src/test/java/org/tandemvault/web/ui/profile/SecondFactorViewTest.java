package org.tandemvault.web.ui.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Authenticator;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.SecondFactorDemand;
import org.tandemvault.core.identity.TotpEnrolment;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.House;
import org.tandemvault.web.ui.PageTest;
import org.tandemvault.web.ui.vault.VaultView;

final class SecondFactorViewTest extends PageTest {

  @Test
  void whoLacksWhatIsDemandedIsLedToSettingItUp() {
    house.person("anna", Role.USER);
    demand();
    signIn("anna");

    navigate("", SecondFactorView.class);
    navigate("profile", SecondFactorView.class);
    press("Set up");
    test(find(PasswordField.class).single()).setValue(House.PASSWORD);
    press("Go on");
    assertThat(shows("Or type this key into the app")).isTrue();
    test(find(TextField.class).single()).setValue("12345");
    press("Turn on");

    assertThat(session.caller().mustSetUpSecondFactor()).isTrue();
  }

  @Test
  void whoHasItOpensTheVault() {
    Caller anna = house.person("anna", Role.USER);
    signIn("anna");
    enrol(session.caller());
    demand();

    assertThat(navigate(VaultView.class)).isNotNull();
    navigate("second-factor", VaultView.class);
    assertThat(session.caller().id()).isEqualTo(anna.id());
  }

  @Test
  void theProfileOffersToReplaceButNotToRemoveWhatIsDemanded() {
    house.person("anna", Role.USER);
    signIn("anna");
    enrol(session.caller());
    navigate(ProfileView.class);
    assertThat(button("Remove").isVisible()).isTrue();

    demand();
    navigate(VaultView.class);
    navigate(ProfileView.class);

    assertThat(shows("Your administrator demands it")).isTrue();
    assertThat(button("Replace").isVisible()).isTrue();
    assertThat(find(Button.class).withText("Remove").exists()).isFalse();
  }

  @Test
  void itIsReplacedByACodeOfIt() {
    house.person("anna", Role.USER);
    signIn("anna");
    enrol(session.caller());
    navigate(ProfileView.class);

    press("Replace");
    test(find(PasswordField.class).withCaption("Your password").single()).setValue(House.PASSWORD);
    test(find(TextField.class).withCaption("Code that the app shows now").single())
        .setValue("000000");
    press("Go on");

    assertThat(shows("Or type this key into the app")).isFalse();
  }

  private void demand() {
    Caller root = house.person("root", Role.ADMIN);
    enrol(root);
    var settings = new VaultSettings(30, 30, 8, false, SecondFactorDemand.EVERYONE, 0);
    house.rig.settingsAdministration.update(root, settings, 0);
  }

  private void enrol(Caller caller) {
    try (Secret password = Secret.ofUtf8(House.PASSWORD)) {
      TotpEnrolment made = house.own.startTotp(caller, password, Optional.empty());
      String key = new String(made.key().copyChars());
      house.own.confirmTotp(caller, Authenticator.code(key, house.rig.clock.instant()));
    }
  }
}
