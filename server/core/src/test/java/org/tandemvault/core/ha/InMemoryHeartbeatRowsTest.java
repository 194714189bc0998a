package org.tandemvault.core.ha;

import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.node.InMemoryTransactions;

final class InMemoryHeartbeatRowsTest extends HeartbeatRowsContract {

  @Override
  protected HeartbeatFixture emptyStore() {
    return new HeartbeatFixture(
        InMemoryTransactions.standby(InMemoryDatabase.create()), new InMemoryHeartbeatRows());
  }
}
