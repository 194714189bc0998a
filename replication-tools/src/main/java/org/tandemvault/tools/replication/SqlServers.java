package org.tandemvault.tools.replication;

import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.sqlserver.DatabaseSchema;
import org.tandemvault.db.replication.sqlserver.Patience;
import org.tandemvault.db.replication.sqlserver.Schema;
import org.tandemvault.db.replication.sqlserver.Sessions;
import org.tandemvault.db.replication.sqlserver.SqlServerAccess;

/** The way from the command to SQL Servers. */
interface SqlServers {

  /** The way into one; nothing is opened yet. */
  Sessions sessions(DatabaseAddress address, DatabaseLogin login);

  /** The vault's tables there. */
  Schema schema(DatabaseAddress address, DatabaseLogin login);

  /** How to wait for what they do by themselves. */
  Patience patience();

  /** Real servers, reached by Microsoft's driver. */
  static SqlServers byTheDriver() {
    return new SqlServers() {
      @Override
      public Sessions sessions(DatabaseAddress address, DatabaseLogin login) {
        return new SqlServerAccess(address, login);
      }

      @Override
      public Schema schema(DatabaseAddress address, DatabaseLogin login) {
        return new DatabaseSchema(address, login);
      }

      @Override
      public Patience patience() {
        return Patience.usual();
      }
    };
  }
}
