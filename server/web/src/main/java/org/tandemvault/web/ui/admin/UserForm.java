package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.Set;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.identity.UserAdministration;
import org.tandemvault.core.identity.UserFields;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.session.UserSession;

/** Creates or edits a user. */
final class UserForm {

  private final UserSession session;
  private final UserAdministration users;
  private final Runnable done;
  private final FormErrors errors = new FormErrors();
  private final TextField name = new TextField("User name");
  private final TextField displayName = new TextField("Display name");
  private final EmailField email = new EmailField("E-mail");
  private final CheckboxGroup<Role> roles = new CheckboxGroup<>("Roles");
  private final Checkbox enabled = new Checkbox("May sign in", true);
  private long version;

  UserForm(UserSession session, UserAdministration users, Runnable done) {
    this.session = session;
    this.users = users;
    this.done = done;
    name.setRequiredIndicatorVisible(true);
    name.setAutocomplete(Autocomplete.OFF);
    name.setHelperText("How they sign in; it can't be changed later");
    name.setWidthFull();
    displayName.setWidthFull();
    email.setWidthFull();
    email.setManualValidation(true);
    roles.setItems(Role.values());
    roles.setItemLabelGenerator(UserForm::explained);
    roles.setValue(Set.of(Role.USER));
    roles.addClassName("roles");
    errors
        .field("name", name)
        .field("displayName", displayName)
        .field("email", email)
        .field("roles", roles)
        .field("enabled", enabled);
  }

  void create() {
    new Editor("New user", "Create user", errors, name, displayName, email, roles)
        .onSave(
            () -> {
              var made = users.create(session.caller(), fields(), Optional.empty());
              made.initialPassword()
                  .ifPresent(secret -> UsersView.firstPassword(made.user().name(), secret));
              done.run();
            })
        .open();
    name.focus();
  }

  void edit(UserId id) {
    fill(load(id));
    name.setReadOnly(true);
    new Editor("Edit " + name.getValue(), "Save", errors, name, displayName, email, roles, enabled)
        .onSave(() -> save(id))
        .onLostRace(
            () -> fill(load(id)),
            () -> {
              version = load(id).version();
              save(id);
            })
        .open();
  }

  private void save(UserId id) {
    users.update(session.caller(), id, fields(), version);
    Notices.done("User " + name.getValue() + " is saved.");
    done.run();
  }

  private User load(UserId id) {
    return users.get(session.caller(), id);
  }

  private void fill(User user) {
    name.setValue(user.name());
    displayName.setValue(user.displayName());
    email.setValue(user.email());
    roles.setValue(user.roles());
    enabled.setValue(user.enabled());
    version = user.version();
  }

  private UserFields fields() {
    return new UserFields(
        name.getValue().strip(),
        displayName.getValue(),
        email.getValue(),
        roles.getValue(),
        enabled.getValue());
  }

  private static String explained(Role role) {
    return switch (role) {
      case ADMIN -> "admin: users, groups, policies, settings; no secrets by itself";
      case PASSWORD_ADMIN -> "password-admin: creates and shares resources, imports";
      case USER -> "user: uses what is shared with them";
      case AUDITOR -> "auditor: reads the audit and reports, no secrets";
    };
  }
}
