package org.tandemvault.db.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.db.platform.ConnectionTrouble;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.platform.SqlServerFacts;
import org.tandemvault.db.platform.SqlServerPlatform;
import org.tandemvault.db.schema.NodeDatabaseException.Reason;

/**
 * A node's database as its owner sees it, before the node works with it: makes the tables, gives
 * the application its rights. Every step can be repeated.
 */
public final class NodeDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(NodeDatabase.class);

  private final DatabaseAddress address;
  private final DatabaseLogin owner;
  private final Platform platform;

  public NodeDatabase(DatabaseAddress address, DatabaseLogin owner) {
    this.address = address;
    this.owner = owner;
    this.platform = Platform.of(address.engine());
  }

  /**
   * Brings the tables up to date and gives {@code appUser} its rights on them: to read and change
   * rows, but only to add audit events.
   *
   * @throws NodeDatabaseException if a newer release made the tables, or it fails
   */
  public void migrate(String appUser) {
    try (Connection connection = platform.preparingSource(address, owner).getConnection()) {
      if (platform instanceof SqlServerPlatform) {
        SqlServerFacts.read(connection).warnings().forEach(LOG::warn);
      }
      new SchemaChanges(platform, address.toString()).apply(connection);
      if (!appUser.equals(owner.user())) {
        grant(connection, appUser);
      }
    } catch (SQLException e) {
      throw unreachable(address, owner, e);
    }
  }

  /**
   * Makes the tables in an empty database as they were when these steps were the last.
   *
   * @throws NodeDatabaseException if a newer release made them, or it fails
   */
  public void makeAsOf(List<String> steps) {
    try (Connection connection = platform.preparingSource(address, owner).getConnection()) {
      new SchemaChanges(platform, address.toString()).applyUpTo(connection, steps);
    } catch (SQLException e) {
      throw unreachable(address, owner, e);
    }
  }

  /** Whether no step of the changelog is missing; changes nothing. */
  public boolean isCurrent() {
    try (Connection connection = platform.dataSource(address, owner).getConnection()) {
      return new SchemaChanges(platform, address.toString()).isCurrent(connection);
    } catch (SQLException e) {
      throw new NodeDatabaseException(
          Reason.UNREACHABLE, "Database " + address + " does not answer or refuses the login", e);
    }
  }

  private void grant(Connection connection, String appUser) throws SQLException {
    List<String> grants = Grants.of(platform, connection, appUser);
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      for (String grant : grants) {
        statement.execute(grant);
      }
    }
    connection.commit();
  }

  static NodeDatabaseException unreachable(
      DatabaseAddress address, DatabaseLogin login, SQLException cause) {
    return new NodeDatabaseException(
        Reason.UNREACHABLE,
        ConnectionTrouble.of(address, login.user(), cause).sentence() + " (see conf/database.conf)",
        cause);
  }
}
