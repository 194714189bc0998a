package org.tandemvault.core.access;

import org.tandemvault.core.resource.InMemoryVault;
import org.tandemvault.core.resource.VaultFixture;

final class InMemorySharesTest extends SharesContract {

  @Override
  protected VaultFixture emptyVault() {
    return InMemoryVault.empty();
  }
}
