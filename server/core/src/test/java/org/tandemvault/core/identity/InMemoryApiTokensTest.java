package org.tandemvault.core.identity;

final class InMemoryApiTokensTest extends ApiTokensContract {

  @Override
  protected IdentityFixture emptyStore() {
    return InMemoryIdentity.emptyStore();
  }
}
