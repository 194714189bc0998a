package org.tandemvault.core.resource;

final class InMemoryFoldersTest extends FoldersContract {

  @Override
  protected VaultFixture emptyVault() {
    return InMemoryVault.empty();
  }
}
