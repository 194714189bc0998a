package org.tandemvault.core.resource;

final class InMemorySearchTest extends SearchContract {

  @Override
  protected VaultFixture emptyVault() {
    return InMemoryVault.empty();
  }
}
