package org.tandemvault.core.identity;

final class InMemoryUsersTest extends UsersContract {

  @Override
  protected IdentityFixture emptyStore() {
    return InMemoryIdentity.emptyStore();
  }
}
