package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.policy.PolicyFields;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.web.ui.part.Editor;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.session.UserSession;

/** Creates or edits a password policy. */
final class PolicyForm {

  private final UserSession session;
  private final PolicyAdministration policies;
  private final Runnable done;
  private final FormErrors errors = new FormErrors();
  private final TextField name = new TextField("Name");
  private final IntegerField minLength = number("Fewest characters", 16);
  private final IntegerField maxAge = number("Days until a password expires", 0);
  private final Checkbox upper = new Checkbox("Upper case", true);
  private final Checkbox lower = new Checkbox("Lower case", true);
  private final Checkbox digits = new Checkbox("Digits", true);
  private final Checkbox symbols = new Checkbox("Symbols", true);
  private final Checkbox reason = new Checkbox("Revealing needs a reason");
  private long version;

  PolicyForm(UserSession session, PolicyAdministration policies, Runnable done) {
    this.session = session;
    this.policies = policies;
    this.done = done;
    name.setRequiredIndicatorVisible(true);
    name.setWidthFull();
    maxAge.setHelperText("0: never");
    errors
        .field("name", name)
        .field("minLength", minLength)
        .field("maxAgeDays", maxAge)
        .field("upper", upper)
        .field("requireReason", reason);
  }

  void create() {
    editor("New policy", "Create policy")
        .onSave(
            () -> {
              policies.create(session.caller(), fields());
              Notices.done("Policy " + name.getValue() + " is created.");
              done.run();
            })
        .open();
    name.focus();
  }

  void edit(PolicyId id) {
    fill(load(id));
    editor("Edit policy " + name.getValue(), "Save")
        .onSave(() -> save(id))
        .onLostRace(
            () -> fill(load(id)),
            () -> {
              version = load(id).version();
              save(id);
            })
        .open();
  }

  private Editor editor(String title, String verb) {
    var kinds = new Div(upper, lower, digits, symbols);
    kinds.addClassName("checks");
    kinds.getElement().setAttribute("role", "group").setAttribute("aria-label", "At least one of");
    var numbers = new Div(minLength, maxAge);
    numbers.addClassName("two");
    return new Editor(title, verb, errors, name, numbers, kinds, reason);
  }

  private void save(PolicyId id) {
    policies.update(session.caller(), id, fields(), version);
    Notices.done("Policy " + name.getValue() + " is saved.");
    done.run();
  }

  private PasswordPolicy load(PolicyId id) {
    return policies.get(session.caller(), id);
  }

  private void fill(PasswordPolicy policy) {
    name.setValue(policy.name());
    minLength.setValue(policy.minLength());
    maxAge.setValue(policy.maxAgeDays());
    upper.setValue(policy.upper());
    lower.setValue(policy.lower());
    digits.setValue(policy.digits());
    symbols.setValue(policy.symbols());
    reason.setValue(policy.requireReason());
    version = policy.version();
  }

  private PolicyFields fields() {
    return new PolicyFields(
        name.getValue(),
        typed("minLength", minLength),
        upper.getValue(),
        lower.getValue(),
        digits.getValue(),
        symbols.getValue(),
        typed("maxAgeDays", maxAge),
        reason.getValue());
  }

  static int typed(String name, IntegerField field) {
    return field
        .getOptionalValue()
        .orElseThrow(() -> InvalidException.of(name, "must be a whole number"));
  }

  static IntegerField number(String label, int value) {
    var field = new IntegerField(label);
    field.setValue(value);
    field.setMin(0);
    field.setStepButtonsVisible(true);
    field.setManualValidation(true);
    field.setWidthFull();
    return field;
  }
}
