package org.tandemvault.tools.replication;

import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.sqlserver.FakeWorld;
import org.tandemvault.db.replication.sqlserver.Patience;
import org.tandemvault.db.replication.sqlserver.Schema;
import org.tandemvault.db.replication.sqlserver.Sessions;

/** Leads the command into two servers in memory: port 1 to the primary's, port 2 to the other. */
record SqlServersInMemory(FakeWorld world) implements SqlServers {

  @Override
  public Sessions sessions(DatabaseAddress address, DatabaseLogin login) {
    return world.sessions(where(address));
  }

  @Override
  public Schema schema(DatabaseAddress address, DatabaseLogin login) {
    return world.schema(where(address));
  }

  @Override
  public Patience patience() {
    return world.patience();
  }

  private static Where where(DatabaseAddress address) {
    return address.port() == 1 ? Where.PRIMARY : Where.STANDBY;
  }
}
