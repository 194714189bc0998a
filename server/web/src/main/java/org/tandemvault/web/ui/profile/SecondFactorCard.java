package org.tandemvault.web.ui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.TotpEnrolment;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.part.Badge;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.Plaintext;
import org.tandemvault.web.ui.session.UserSession;

/** Enrols or removes the second factor. */
final class SecondFactorCard extends Div {

  private final UserSession session;
  private final OwnAccount own;

  SecondFactorCard(UserSession session, OwnAccount own) {
    this.session = session;
    this.own = own;
    addClassNames("card", "stack");
    show();
  }

  private void show() {
    removeAll();
    boolean enrolled = own.me(session.caller()).secondFactor();
    add(new H2("Second factor"));
    if (enrolled) {
      var remove = new Button("Remove", e -> askToRemove());
      remove.addThemeVariants(ButtonVariant.ERROR);
      remove.setVisible(!session.isReadOnly());
      add(
          new Badge("on", Badge.Tone.GOOD),
          new Paragraph("Signing in asks for a code of your authenticator app."),
          remove);
    } else {
      var enrol = new Button("Set up", e -> askToEnrol());
      enrol.addThemeVariants(ButtonVariant.PRIMARY);
      enrol.setVisible(!session.isReadOnly());
      add(
          new Badge("off", Badge.Tone.WARN),
          new Paragraph(
              "A code from an authenticator app at each sign-in: a stolen password alone is then"
                  + " worth nothing."),
          enrol);
    }
  }

  private void askToEnrol() {
    var errors = new FormErrors();
    PasswordField password = password(errors);
    new Editor("Set up the second factor", "Go on", errors, password)
        .onSave(
            () -> {
              try (Secret typed = Plaintext.secret("password", password.getValue())) {
                confirm(own.startTotp(session.caller(), typed));
              }
              password.clear();
            })
        .open();
    password.focus();
  }

  private void confirm(TotpEnrolment enrolment) {
    var errors = new FormErrors();
    var code = new TextField("Code that the app shows");
    code.getElement().setProperty("autocomplete", "one-time-code");
    code.getElement().setAttribute("inputmode", "numeric");
    code.setWidthFull();
    errors.field("code", code);
    new Editor("Scan with your authenticator app", "Turn on", errors, picture(enrolment), code)
        .onSave(
            () -> {
              own.confirmTotp(session.caller(), code.getValue().replace(" ", ""));
              Notices.done("The second factor is on.");
              show();
            })
        .open();
    code.focus();
  }

  /** The QR code and the key for typing; both are sent to the browser once. */
  private static Component picture(TotpEnrolment enrolment) {
    var qr = new Div();
    qr.addClassName("qr");
    var key = new Span();
    key.addClassName("secret");
    try (Secret uri = enrolment.uri();
        Secret text = enrolment.key()) {
      qr.getElement().executeJs("this.innerHTML = $0", QrPicture.svg(Plaintext.shown(uri)));
      key.getElement().executeJs("this.textContent = $0", Plaintext.shown(text));
    }
    var hand = new Div(new Span("Or type this key into the app: "), key);
    hand.addClassName("qr-key");
    return new Div(qr, hand);
  }

  private void askToRemove() {
    var errors = new FormErrors();
    PasswordField password = password(errors);
    new Editor(
            "Remove the second factor?",
            "Remove",
            errors,
            new Paragraph("Your password alone will then open the vault."),
            password)
        .onSave(
            () -> {
              try (Secret typed = Plaintext.secret("password", password.getValue())) {
                own.removeTotp(session.caller(), typed);
              }
              password.clear();
              Notices.done("The second factor is removed.");
              show();
            })
        .open();
    password.focus();
  }

  private static PasswordField password(FormErrors errors) {
    var field = new PasswordField("Your password");
    field.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
    field.setWidthFull();
    errors.field("password", field).field("current", field);
    return field;
  }
}
