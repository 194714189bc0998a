package org.tandemvault.web.ui.session;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.identity.SignInResult;
import org.tandemvault.core.node.EmergencyAccess;
import org.tandemvault.core.shared.VaultException;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.node.NodeBanner;
import org.tandemvault.web.ui.node.NodeNews;

/** Name and password, then the code of the second factor where there is one. */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in · Tandem Vault")
@Dependent
public class SignInView extends Main implements BeforeEnterObserver {

  private static final String INVALID =
      "Name, password or code is wrong. Check them and try again.";
  private static final String LOCKED =
      "Too many tries under this name. It is locked for a while: wait some minutes, then try again.";

  private final UserSession session;
  private final EmergencyAccess access;
  private final Paragraph message = new Paragraph();
  private final TextField name = new TextField("User name");
  private final PasswordField password = new PasswordField("Password");
  private final TextField code = new TextField("Code from your authenticator app");
  private final Button submit = new Button("Sign in", e -> submit());
  private final Button back = new Button("Use another name", e -> askForPassword());

  @Inject
  public SignInView(UserSession session, EmergencyAccess access, NodeNews news) {
    this.session = session;
    this.access = access;
    addClassName("entry");
    message.addClassName("entry-message");
    message.getElement().setAttribute("role", "alert");
    name.setAutocomplete(Autocomplete.USERNAME);
    name.setAutocapitalize(Autocapitalize.NONE);
    name.getElement().setProperty("name", "username");
    name.setAutofocus(true);
    password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
    password.getElement().setProperty("name", "password");
    code.getElement().setProperty("autocomplete", "one-time-code");
    code.getElement().setProperty("name", "code");
    code.getElement().setAttribute("inputmode", "numeric");
    submit.addThemeVariants(ButtonVariant.PRIMARY);
    submit.addClickShortcut(Key.ENTER).setResetFocusOnActiveElement(true);
    submit.setDisableOnClick(true);
    back.addThemeVariants(ButtonVariant.TERTIARY);
    add(EntryCard.of("Sign in", message, name, password, code, submit, back));
    if (session.isReadOnly()) {
      var banner = new NodeBanner(news, false);
      banner.addClassName("entry-banner");
      addComponentAsFirst(banner);
    }
    askForPassword();
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    List<String> why =
        event.getLocation().getQueryParameters().getParameters().getOrDefault("note", List.of());
    if (why.contains("ended")) {
      tell("Your session is over. Sign in again to go on.", false);
    } else if (why.contains(FromStandby.MARK)) {
      tell(
          "The standby sent you here: the primary is alive, so work goes on here. Sign in as usual.",
          false);
    } else if (why.contains("out")) {
      tell("You are signed out.", false);
    }
  }

  private void submit() {
    submit.setEnabled(true);
    if (access.instead().isPresent()) {
      getUI().ifPresent(ui -> ui.navigate(UsePrimaryView.class));
      return;
    }
    if (name.getValue().isBlank() || password.getValue().isEmpty()) {
      tell("Type your user name and your password.", true);
      (name.getValue().isBlank() ? name : password).focus();
      return;
    }
    Optional<String> typed =
        Optional.of(code.getValue().replace(" ", "")).filter(c -> code.isVisible() && !c.isEmpty());
    try (Secret secret = Secret.ofUtf8(password.getValue())) {
      answer(session.signIn(name.getValue().strip(), secret, typed));
    } catch (InvalidSecretException notText) {
      tell(INVALID, true);
    } catch (VaultException refused) {
      tell(refused.getMessage(), true);
    }
  }

  private void answer(SignInResult result) {
    switch (result) {
      case SignInResult.SignedIn in -> {
        password.clear();
        Destination.take().ifPresentOrElse(this::open, () -> open(""));
      }
      case SignInResult.Refused refused -> {
        switch (refused.reason()) {
          case SECOND_FACTOR_NEEDED -> askForCode();
          case LOCKED -> again(LOCKED);
          case INVALID_CREDENTIALS -> again(INVALID);
        }
      }
    }
  }

  /** A whole new page: scripts, push and password managers start from a signed-in state. */
  private void open(String location) {
    getUI().ifPresent(ui -> ui.getPage().setLocation("/" + location));
  }

  private void again(String text) {
    tell(text, true);
    if (code.isVisible()) {
      code.clear();
      code.focus();
    } else {
      password.clear();
      password.focus();
    }
  }

  private void askForPassword() {
    showCode(false);
    password.clear();
    message.setVisible(false);
  }

  private void askForCode() {
    showCode(true);
    tell("One more step: type the code that your authenticator app shows now.", false);
    code.focus();
  }

  private void showCode(boolean shown) {
    code.clear();
    code.setVisible(shown);
    back.setVisible(shown);
    name.setVisible(!shown);
    password.setVisible(!shown);
  }

  private void tell(String text, boolean wrong) {
    message.setText(text);
    message.setVisible(true);
    message.setClassName("is-wrong", wrong);
  }
}
