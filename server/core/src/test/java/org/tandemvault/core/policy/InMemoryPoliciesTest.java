package org.tandemvault.core.policy;

import org.tandemvault.core.resource.InMemoryVault;
import org.tandemvault.core.resource.VaultFixture;

final class InMemoryPoliciesTest extends PoliciesContract {

  @Override
  protected VaultFixture emptyVault() {
    return InMemoryVault.empty();
  }
}
