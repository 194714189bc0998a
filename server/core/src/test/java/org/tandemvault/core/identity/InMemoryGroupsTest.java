package org.tandemvault.core.identity;

final class InMemoryGroupsTest extends GroupsContract {

  @Override
  protected IdentityFixture emptyStore() {
    return InMemoryIdentity.emptyStore();
  }
}
