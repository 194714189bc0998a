package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.Optional;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Plaintext;
import org.tandemvault.web.ui.part.StrengthMeter;

/** Makes passwords by a policy, shows one for a while and copies it. Nothing is kept. */
final class GeneratorPanel extends Div {

  private static final int DEFAULT_LENGTH = 20;
  private static final int LONGEST = 1000;

  private final Desk desk;
  private final PolicyChoice policy;
  private final IntegerField length = new IntegerField("Length");
  private final FormErrors errors = new FormErrors();
  private final Div shown = new Div();
  private final StrengthMeter meter;
  private final Button copy = new Button("Copy", VaadinIcon.COPY_O.create());

  GeneratorPanel(Desk desk) {
    this.desk = desk;
    this.policy = new PolicyChoice(desk);
    this.meter = new StrengthMeter(desk.passwords().strength());
    addClassNames("stack", "narrow");
    policy.setHelperText("Empty: upper and lower case, digits and symbols");
    length.setValue(DEFAULT_LENGTH);
    length.setMin(1);
    length.setMax(LONGEST);
    length.setStepButtonsVisible(true);
    length.setWidthFull();
    errors.field("length", length).field("policy", policy);
    var make = new Button("Generate", VaadinIcon.MAGIC.create(), e -> generate());
    make.addThemeVariants(ButtonVariant.PRIMARY);
    copy.setVisible(false);
    copy.addClickListener(e -> copy());
    var buttons = new Div(make, copy);
    buttons.addClassName("buttons");
    add(errors, policy, length, buttons, box(), meter);
  }

  private Div box() {
    var value = new Span();
    value.addClassName("secret");
    value.getElement().setAttribute("data-part", "value");
    var left = new Span();
    left.addClassName("quiet");
    left.getElement().setAttribute("data-part", "left");
    shown.add(value, left);
    shown.addClassName("secret-box");
    shown.setVisible(false);
    shown.getElement().addEventListener("vault-hidden", e -> hidden());
    return shown;
  }

  private void generate() {
    errors.attempt(
        () -> {
          Optional<PasswordPolicy> by = policy.getOptionalValue();
          try (Secret made = desk.passwords().generator().generate(by, length.getOptionalValue())) {
            String text = Plaintext.shown(made);
            meter.rate(text);
            shown.setVisible(true);
            copy.setVisible(true);
            int seconds = desk.catalogue().settings().get().revealSeconds();
            shown.getElement().executeJs("window.tandemVault.show(this, $0, $1)", text, seconds);
          }
        });
  }

  private void copy() {
    int seconds = desk.catalogue().settings().get().clipboardSeconds();
    shown
        .getElement()
        .executeJs("return window.tandemVault.copyShown(this, $0)", seconds)
        .then(Boolean.class, copied -> Clipboard.tell(copied, seconds, ""));
  }

  private void hidden() {
    shown.setVisible(false);
    copy.setVisible(false);
    meter.rate("");
  }
}
