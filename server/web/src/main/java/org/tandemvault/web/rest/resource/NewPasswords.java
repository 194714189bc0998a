package org.tandemvault.web.rest.resource;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.policy.PasswordGenerator;
import org.tandemvault.core.policy.PolicyAdministration;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.NotFoundException;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.crypto.Secret;

/** The first password of a new account: the one given, or one made by the policy. */
@Dependent
public final class NewPasswords {

  private final PasswordGenerator generator;
  private final PolicyAdministration policies;

  @Inject
  public NewPasswords(PasswordGenerator generator, PolicyAdministration policies) {
    this.generator = generator;
    this.policies = policies;
  }

  /** The receiver closes it. */
  Secret chosen(Caller caller, NewAccount body, Optional<PolicyId> policy) {
    boolean generate = body.generate().orElse(false);
    if (body.password().isPresent() == generate) {
      throw InvalidException.of(
          "password", generate ? "is either given or generated" : "must be given");
    }
    return body.password().orElseGet(() -> generated(caller, policy));
  }

  private Secret generated(Caller caller, Optional<PolicyId> policy) {
    try {
      return generator.generate(policy.map(id -> policies.get(caller, id)), Optional.empty());
    } catch (NotFoundException e) {
      throw InvalidException.of("policy", "names nothing that is there");
    }
  }
}
