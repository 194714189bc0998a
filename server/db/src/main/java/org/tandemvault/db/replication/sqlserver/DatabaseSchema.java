package org.tandemvault.db.replication.sqlserver;

import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.schema.NodeDatabase;

/** The tables of a database as its owner sees them; nobody but the owner gets rights. */
public record DatabaseSchema(DatabaseAddress address, DatabaseLogin owner) implements Schema {
  @Override
  public boolean isCurrent() {
    return new NodeDatabase(address, owner).isCurrent();
  }

  @Override
  public void make() {
    new NodeDatabase(address, owner).migrate(owner.user());
  }
}
