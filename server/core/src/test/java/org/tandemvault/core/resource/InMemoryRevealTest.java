package org.tandemvault.core.resource;

final class InMemoryRevealTest extends RevealContract {

  @Override
  protected VaultFixture emptyVault() {
    return InMemoryVault.empty();
  }
}
