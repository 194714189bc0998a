package org.tandemvault.db.ha;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.ha.HeartbeatFixture;
import org.tandemvault.core.ha.HeartbeatRowsContract;
import org.tandemvault.db.FreshDatabase;

/** The contract on PostgreSQL. */
class JdbiHeartbeatRowsTest extends HeartbeatRowsContract {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  @Override
  protected HeartbeatFixture emptyStore() {
    DATABASE.clear();
    return new HeartbeatFixture(DATABASE.standby(), new JdbiHeartbeatRows());
  }
}
