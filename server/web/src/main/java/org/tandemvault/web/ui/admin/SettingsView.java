package org.tandemvault.web.ui.admin;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.SecondFactorDemand;
import org.tandemvault.core.policy.SettingsAdministration;
import org.tandemvault.core.policy.VaultSettings;
import org.tandemvault.web.ui.part.FormErrors;
import org.tandemvault.web.ui.part.Notices;
import org.tandemvault.web.ui.part.OpenTo;
import org.tandemvault.web.ui.part.PageFrame;
import org.tandemvault.web.ui.session.UserSession;

/** What an admin sets for everybody. */
@Route("admin/settings")
@PageTitle("Settings · Tandem Vault")
@OpenTo(Role.ADMIN)
@Dependent
public class SettingsView extends PageFrame {

  private final UserSession session;
  private final SettingsAdministration settings;
  private final FormErrors errors = new FormErrors();
  private final IntegerField reveal = PolicyForm.number("A shown password is hidden after", 30);
  private final IntegerField clipboard = PolicyForm.number("The clipboard is emptied after", 30);
  private final IntegerField minimum = PolicyForm.number("Users' own passwords have at least", 8);
  private final Checkbox reason = new Checkbox("Every reveal needs a reason");
  private final Select<SecondFactorDemand> secondFactor = new Select<>();
  private final Button reload = new Button("Load their version", e -> load());
  private long version;

  @Inject
  public SettingsView(UserSession session, SettingsAdministration settings) {
    super("Settings");
    this.session = session;
    this.settings = settings;
    reveal.setSuffixComponent(new Div("seconds"));
    reveal.setHelperText("5 to 600");
    clipboard.setSuffixComponent(new Div("seconds"));
    clipboard.setHelperText("5 to 600");
    minimum.setSuffixComponent(new Div("characters"));
    minimum.setHelperText("8 to 128");
    reason.setHelperText("Else only where the policy of an account says so");
    secondFactor.setLabel("A second factor is demanded of");
    secondFactor.setItems(SecondFactorDemand.values());
    secondFactor.setItemLabelGenerator(SettingsView::label);
    secondFactor.setHelperText("Who has none must set one up at the next click");
    errors
        .field("revealSeconds", reveal)
        .field("clipboardSeconds", clipboard)
        .field("minUserPassword", minimum)
        .field("requireReason", reason)
        .field("secondFactor", secondFactor)
        .whenStale(() -> reload.setVisible(true));
    var save = new Button("Save settings", e -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    var buttons = new Div(save, reload);
    if (session.isReadOnly()) {
      buttons.setVisible(false);
      Stream.<HasValue<?, ?>>of(reveal, clipboard, minimum, reason, secondFactor)
          .forEach(field -> field.setReadOnly(true));
    }
    buttons.addClassName("buttons");
    var form = new Div(errors, reveal, clipboard, minimum, reason, secondFactor, buttons);
    form.addClassNames("stack", "narrow", "card");
    add(form);
    load();
  }

  private static String label(SecondFactorDemand demand) {
    return switch (demand) {
      case OPTIONAL -> "nobody: each person decides";
      case ADMINS -> "administrators";
      case EVERYONE -> "everyone";
    };
  }

  private void load() {
    VaultSettings now = settings.get();
    reveal.setValue(now.revealSeconds());
    clipboard.setValue(now.clipboardSeconds());
    minimum.setValue(now.minUserPassword());
    reason.setValue(now.requireReason());
    secondFactor.setValue(now.secondFactor());
    version = now.version();
    errors.clear();
    reload.setVisible(false);
  }

  private void save() {
    boolean saved = errors.attempt(() -> settings.update(session.caller(), typed(), version));
    if (saved) {
      load();
      Notices.done("Settings are saved.");
    }
  }

  private VaultSettings typed() {
    return new VaultSettings(
        PolicyForm.typed("revealSeconds", reveal),
        PolicyForm.typed("clipboardSeconds", clipboard),
        PolicyForm.typed("minUserPassword", minimum),
        reason.getValue(),
        secondFactor.getValue(),
        version);
  }
}
