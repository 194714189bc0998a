package org.tandemvault.web.ui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.identity.TotpEnrolment;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.Plaintext;
import org.tandemvault.web.ui.session.UserSession;

/** The dialogs that set up, replace or remove the second factor. */
final class SecondFactorDesk {

  private final UserSession session;
  private final OwnAccount own;
  private final Runnable changed;

  /**
   * @param changed what to do once there is another factor, or none any more
   */
  SecondFactorDesk(UserSession session, OwnAccount own, Runnable changed) {
    this.session = session;
    this.own = own;
    this.changed = changed;
  }

  void askToEnrol() {
    var errors = new FormErrors();
    PasswordField password = password(errors);
    new Editor("Set up the second factor", "Go on", errors, password)
        .onSave(() -> start(password, Optional.empty()))
        .open();
    password.focus();
  }

  void askToReplace() {
    var errors = new FormErrors();
    PasswordField password = password(errors);
    TextField code = code("Code that the app shows now", errors);
    new Editor(
            "Replace the second factor",
            "Go on",
            errors,
            new Paragraph("The present one holds until the new one is turned on."),
            password,
            code)
        .onSave(() -> start(password, Optional.of(code.getValue())))
        .open();
    password.focus();
  }

  void askToRemove() {
    var errors = new FormErrors();
    PasswordField password = password(errors);
    TextField code = code("Code that the app shows now", errors);
    new Editor(
            "Remove the second factor?",
            "Remove",
            errors,
            new Paragraph("Your password alone will then open the vault. Your other sessions end."),
            password,
            code)
        .onSave(
            () -> {
              try (Secret typed = Plaintext.secret("password", password.getValue())) {
                own.removeTotp(session.caller(), typed, Optional.of(code.getValue()));
              }
              password.clear();
              Notices.done("The second factor is removed.");
              changed.run();
            })
        .open();
    password.focus();
  }

  private void start(PasswordField password, Optional<String> code) {
    try (Secret typed = Plaintext.secret("password", password.getValue())) {
      confirm(own.startTotp(session.caller(), typed, code));
    }
    password.clear();
  }

  private void confirm(TotpEnrolment enrolment) {
    var errors = new FormErrors();
    TextField code = code("Code that the app shows", errors);
    new Editor("Scan with your authenticator app", "Turn on", errors, picture(enrolment), code)
        .onSave(
            () -> {
              own.confirmTotp(session.caller(), code.getValue());
              Notices.done("The second factor is on. Your other sessions are ended.");
              changed.run();
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

  private static PasswordField password(FormErrors errors) {
    var field = new PasswordField("Your password");
    field.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
    field.setWidthFull();
    errors.field("password", field).field("current", field);
    return field;
  }

  private static TextField code(String label, FormErrors errors) {
    var field = new TextField(label);
    field.getElement().setProperty("autocomplete", "one-time-code");
    field.getElement().setAttribute("inputmode", "numeric");
    field.setWidthFull();
    errors.field("code", field);
    return field;
  }
}
