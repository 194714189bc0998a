package org.tandemvault.db.replication.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.SqlServerPlatform;
import org.tandemvault.db.replication.ReplicationException;

/**
 * How this program reaches a server; nothing of it is ever stored. Thread-safe while the login's
 * password is open.
 */
public final class SqlServerAccess implements Sessions {
  /** Making a distribution database answers late. */
  private static final int NETWORK_MILLIS = 600_000;

  private final DatabaseAddress address;
  private final DatabaseLogin login;

  /** Whoever made the login closes its password, later. */
  public SqlServerAccess(DatabaseAddress address, DatabaseLogin login) {
    this.address = address;
    this.login = login;
  }

  @Override
  public SqlServerSession open() {
    try {
      Connection connection = new SqlServerPlatform().dataSource(address, login).getConnection();
      return new JdbcSession(forSetUp(connection), address.toString());
    } catch (SQLException e) {
      Refusals.Refusal refusal = Refusals.signIn(address.toString(), login.user(), e);
      throw new ReplicationException(refusal.reason(), refusal.sentence(), e);
    }
  }

  /** The server's procedures expect its own settings, and take their time. */
  private static Connection forSetUp(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
      statement.execute("SET XACT_ABORT OFF; SET LOCK_TIMEOUT -1");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
