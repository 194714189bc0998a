package org.tandemvault.web.ui.session;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.value.ValueChangeMode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.core.identity.OwnAccount;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Plaintext;
import org.tandemvault.web.ui.part.StrengthMeter;

/** The fields by which people change their own password. */
@Dependent
public class PasswordChange extends Div {

  private final UserSession session;
  private final OwnAccount own;
  private final PasswordField current = field("Current password", Autocomplete.CURRENT_PASSWORD);
  private final PasswordField next = field("New password", Autocomplete.NEW_PASSWORD);
  private final PasswordField again = field("New password again", Autocomplete.NEW_PASSWORD);
  private final FormErrors errors = new FormErrors();

  @Inject
  public PasswordChange(
      UserSession session,
      OwnAccount own,
      PasswordStrength strength,
      SettingsAdministration settings) {
    this.session = session;
    this.own = own;
    addClassName("stack");
    var meter = new StrengthMeter(strength);
    next.setValueChangeMode(ValueChangeMode.LAZY);
    next.addValueChangeListener(e -> meter.rate(e.getValue()));
    next.setHelperText("At least " + settings.get().minUserPassword() + " characters");
    errors.field("current", current).field("next", next).field("again", again);
    add(errors, current, next, meter, again);
  }

  /** True if the password was changed; else the fields say why not. */
  public boolean submit() {
    boolean changed = errors.attempt(this::change);
    if (changed) {
      current.clear();
      next.clear();
      again.clear();
    }
    return changed;
  }

  /** Puts the cursor into the first field. */
  public void focus() {
    current.setAutofocus(true);
  }

  private void change() {
    if (!next.getValue().equals(again.getValue())) {
      throw InvalidException.of("again", "must be the same as the new password");
    }
    try (Secret old = Plaintext.secret("current", current.getValue());
        Secret fresh = Plaintext.secret("next", next.getValue())) {
      own.changePassword(session.caller(), old, fresh);
    }
  }

  private static PasswordField field(String label, Autocomplete kind) {
    var field = new PasswordField(label);
    field.setAutocomplete(kind);
    field.setWidthFull();
    return field;
  }
}
