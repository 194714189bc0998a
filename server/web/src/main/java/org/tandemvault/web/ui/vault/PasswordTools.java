package org.tandemvault.web.ui.vault;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PasswordStrength;
import org.tandemvault.core.policy.PolicyAdministration;

/** The use cases around making passwords. */
@Dependent
public record PasswordTools(
    PasswordGenerator generator, PasswordStrength strength, PolicyAdministration policies) {

  @Inject
  public PasswordTools {}
}
