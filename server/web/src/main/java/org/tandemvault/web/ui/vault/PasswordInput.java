package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Optional;
import java.util.function.Supplier;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Plaintext;
import org.tandemvault.web.ui.part.StrengthMeter;

/** A field for a new password of an account, with generator and strength. */
final class PasswordInput extends Div {

  private final PasswordField field = new PasswordField("Password");

  /**
   * @param policy what generated passwords follow, asked at each press of the button
   */
  PasswordInput(PasswordTools tools, Supplier<Optional<PasswordPolicy>> policy) {
    addClassName("password-input");
    var meter = new StrengthMeter(tools.strength());
    field.setAutocomplete(Autocomplete.NEW_PASSWORD);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.setWidthFull();
    field.addClassName("secret-field");
    field.addValueChangeListener(e -> meter.rate(e.getValue()));
    var generate = new Button("Generate", VaadinIcon.MAGIC.create());
    generate.addClickListener(e -> fill(tools, policy.get()));
    var line = new Div(field, generate);
    line.addClassName("password-line");
    add(line, meter);
  }

  void register(FormErrors errors) {
    errors.field("password", field);
  }

  /** What was typed; the receiver closes it. */
  Secret secret() {
    if (field.getValue().isEmpty()) {
      throw InvalidException.of("password", "must not be empty");
    }
    return Plaintext.secret("password", field.getValue());
  }

  /** Forgets what was typed. */
  void forget() {
    field.clear();
  }

  private void fill(PasswordTools tools, Optional<PasswordPolicy> policy) {
    try (Secret made = tools.generator().generate(policy, Optional.empty())) {
      field.setValue(Plaintext.shown(made));
    }
  }
}
