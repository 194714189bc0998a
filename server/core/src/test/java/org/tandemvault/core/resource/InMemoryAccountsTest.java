package org.tandemvault.core.resource;

final class InMemoryAccountsTest extends AccountsContract {

  @Override
  protected VaultFixture emptyVault() {
    return InMemoryVault.empty();
  }
}
