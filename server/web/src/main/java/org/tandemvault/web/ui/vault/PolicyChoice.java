package org.tandemvault.web.ui.vault;

import com.vaadin.flow.component.combobox.ComboBox;
import java.util.Optional;
import org.tandemvault.core.policy.PasswordPolicy;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.web.ui.part.Every;

/** A field to choose a password policy; empty is none. */
final class PolicyChoice extends ComboBox<PasswordPolicy> {

  PolicyChoice(Desk desk) {
    super("Policy");
    setItems(Every.of(page -> desk.passwords().policies().list(desk.caller(), page)));
    setItemLabelGenerator(PasswordPolicy::name);
    setClearButtonVisible(true);
    setPlaceholder("None");
    setWidthFull();
  }

  void choose(Optional<PolicyId> id) {
    setValue(
        getListDataView()
            .getItems()
            .filter(p -> id.equals(Optional.of(p.id())))
            .findFirst()
            .orElse(null));
  }
}
