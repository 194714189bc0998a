package org.tandemvault.core.resource;

final class InMemoryResourcesTest extends ResourcesContract {

  @Override
  protected VaultFixture emptyVault() {
    return InMemoryVault.empty();
  }
}
