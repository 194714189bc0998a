package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.tandemvault.core.resource.AccountFields;
import org.tandemvault.core.resource.AccountView;
import org.tandemvault.core.resource.Resource;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.Times;

/** Creates or edits an account. */
final class AccountForm {

  private final Desk desk;
  private final Runnable done;
  private final FormErrors errors = new FormErrors();
  private final TextField login = new TextField("Login");
  private final TextArea notes = new TextArea("Notes");
  private final DatePicker expires = new DatePicker("Password to be changed by");
  private final PolicyChoice policy;
  private Optional<Instant> storedExpiry = Optional.empty();
  private long version;

  /**
   * @param done runs after something was saved
   */
  AccountForm(Desk desk, Runnable done) {
    this.desk = desk;
    this.done = done;
    this.policy = new PolicyChoice(desk);
    login.setRequiredIndicatorVisible(true);
    login.setAutocomplete(Autocomplete.OFF);
    login.setWidthFull();
    notes.setWidthFull();
    notes.setHelperText("Kept sealed, as the password is");
    expires.setWidthFull();
    expires.setClearButtonVisible(true);
    expires.setHelperText("Empty: by the policy's age, or never");
    errors
        .field("login", login)
        .field("notes", notes)
        .field("expiresAt", expires)
        .field("policy", policy);
  }

  void create(Resource resource) {
    var password = new PasswordInput(desk.passwords(), policy::getOptionalValue);
    password.register(errors);
    var editor =
        new Editor(
            "New account on " + resource.name(),
            "Create account",
            errors,
            login,
            password,
            policy,
            expires,
            notes);
    editor.onSave(
        () -> {
          try (Secret secret = password.secret()) {
            desk.catalogue().accounts().create(desk.caller(), resource.id(), fields(), secret);
          }
          password.forget();
          Notices.done("Account " + login.getValue() + " is created.");
          done.run();
        });
    editor.open();
    login.focus();
  }

  void edit(AccountView view) {
    AccountId id = view.account().id();
    fill(view);
    new Editor(
            "Edit account " + view.account().login(), "Save", errors, login, policy, expires, notes)
        .onSave(() -> save(id))
        .onLostRace(
            () -> fill(load(id)),
            () -> {
              version = load(id).account().version();
              save(id);
            })
        .open();
  }

  private void save(AccountId id) {
    desk.catalogue().accounts().update(desk.caller(), id, fields(), version);
    Notices.done("Account " + login.getValue() + " is saved.");
    done.run();
  }

  private AccountView load(AccountId id) {
    return desk.catalogue().accounts().get(desk.caller(), id);
  }

  private void fill(AccountView view) {
    login.setValue(view.account().login());
    notes.setValue(view.notes());
    storedExpiry = view.account().expiresAt();
    expires.setValue(storedExpiry.map(Times::date).orElse(null));
    policy.choose(view.account().policy());
    version = view.account().version();
  }

  private AccountFields fields() {
    return new AccountFields(
        login.getValue(), notes.getValue(), expiry(), policy.getOptionalValue().map(p -> p.id()));
  }

  /** A day that was not touched keeps its time of day. */
  private Optional<Instant> expiry() {
    Optional<LocalDate> day = expires.getOptionalValue();
    return day.equals(storedExpiry.map(Times::date)) ? storedExpiry : day.map(Times::startOf);
  }
}
