package org.tandemvault.db.replication.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.tandemvault.db.platform.ConnectionTrouble;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.SqlServerPlatform;

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
      throw Refusals.signIn(ConnectionTrouble.of(address, login.user(), e), e);
    }
  }

  /** The server's procedures expect its own settings, and take their time. */
  private static Connection forSetUp(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
      for (String setting : List.of("SET XACT_ABORT OFF", "SET LOCK_TIMEOUT -1")) {
        setIfKnown(statement, setting);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A server that only speaks like SQL Server is told by its own words, later. */
  private static void setIfKnown(Statement statement, String setting) throws SQLException {
    try {
      statement.execute(setting);
    } catch (SQLException unknown) {
      if (Optional.ofNullable(unknown.getSQLState()).orElse("").startsWith("08")) {
        throw unknown;
      }
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
