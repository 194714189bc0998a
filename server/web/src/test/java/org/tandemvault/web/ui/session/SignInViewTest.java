package org.tandemvault.web.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.web.ui.House;
import org.tandemvault.web.ui.PageTest;
import org.tandemvault.web.ui.vault.VaultView;

final class SignInViewTest extends PageTest {

  @Test
  void whoIsNotSignedInIsAskedTo() {
    navigate("", SignInView.class);

    assertThat(getCurrentView()).isInstanceOf(SignInView.class);
  }

  @Test
  void nameAndPasswordOpenTheVault() {
    house.person("anna", Role.USER);
    navigate(SignInView.class);

    submit("anna", House.PASSWORD);

    assertThat(session.current()).map(Caller::name).contains("anna");
    assertThat(navigate(VaultView.class)).isNotNull();
  }

  @Test
  void signingInGivesTheBrowserSessionANewId() {
    house.person("anna", Role.USER);
    navigate(SignInView.class);

    submit("anna", "wrong");
    assertThat(house.browser.ids()).isEqualTo(1);
    submit("anna", House.PASSWORD);

    assertThat(house.browser.ids()).isEqualTo(2);
  }

  @Test
  void whatIsDoneIsPutDownToTheAddressItIsDoneFrom() {
    house.person("anna", Role.USER);
    signIn("anna");

    house.browser.moveTo("192.0.2.7");
    assertThat(session.caller().client()).isEqualTo("192.0.2.7");

    house.browser.moveTo("");
    assertThat(session.caller().client()).isEqualTo("127.0.0.1");
  }

  @Test
  void aWrongPasswordIsToldAndForgotten() {
    house.person("anna", Role.USER);
    navigate(SignInView.class);

    submit("anna", "wrong");

    assertThat(shows("Name, password or code is wrong")).isTrue();
    assertThat(find(PasswordField.class).single().getValue()).isEmpty();
    assertThat(session.current()).isEmpty();
  }

  @Test
  void anUnknownNameIsToldTheSame() {
    navigate(SignInView.class);

    submit("nobody", "wrong");

    assertThat(shows("Name, password or code is wrong")).isTrue();
  }

  @Test
  void tooManyTriesAreToldToWait() {
    house.person("anna", Role.USER);
    navigate(SignInView.class);

    for (int i = 0; i < 6; i++) {
      submit("anna", "wrong");
    }

    assertThat(shows("wait some minutes")).isTrue();
  }

  @Test
  void emptyFieldsAreAskedForWithoutATry() {
    navigate(SignInView.class);

    press("Sign in");

    assertThat(shows("Type your user name and your password")).isTrue();
  }

  @Test
  void aGivenPasswordMustBeChangedBeforeAnythingElse() {
    house.newcomer("fred", Role.USER);
    navigate(SignInView.class);
    submit("fred", "first-" + House.PASSWORD);

    navigate("", PasswordChangeView.class);
    fill("Current password", "first-" + House.PASSWORD);
    fill("New password", House.PASSWORD);
    fill("New password again", House.PASSWORD);
    press("Change password and go on");

    assertThat(navigate(VaultView.class)).isNotNull();
  }

  @Test
  void aChangeWithAWrongRepetitionIsRefusedAtItsField() {
    house.newcomer("fred", Role.USER);
    navigate(SignInView.class);
    submit("fred", "first-" + House.PASSWORD);
    navigate("", PasswordChangeView.class);

    fill("Current password", "first-" + House.PASSWORD);
    fill("New password", House.PASSWORD);
    fill("New password again", "another");
    press("Change password and go on");

    assertThat(password("New password again").isInvalid()).isTrue();
    assertThat(session.caller().mustChangePassword()).isTrue();
  }

  @Test
  void aSessionEndedElsewhereEndsHere() {
    house.person("anna", Role.USER);
    signIn("anna");
    navigate(VaultView.class);

    house.tasks.pass(java.time.Duration.ofHours(13));

    navigate("", SignInView.class);
    assertThat(session.current()).isEmpty();
  }

  @Test
  void signingOutForgetsTheToken() {
    house.person("anna", Role.USER);
    signIn("anna");

    session.signOut();

    assertThat(session.wasSignedIn()).isFalse();
  }

  private void submit(String name, String password) {
    test(find(TextField.class).withLabel("User name").single()).setValue(name);
    test(find(PasswordField.class).withLabel("Password").single()).setValue(password);
    press("Sign in");
  }

  private void fill(String label, String value) {
    test(password(label)).setValue(value);
  }

  private PasswordField password(String label) {
    return find(PasswordField.class).withLabel(label).single();
  }
}
