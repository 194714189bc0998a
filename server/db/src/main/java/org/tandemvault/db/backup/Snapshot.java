package org.tandemvault.db.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.move.TableCopy;

/**
 * One transaction that sees the database as it was when it began, while others write. It holds up
 * nobody.
 */
final class Snapshot implements AutoCloseable {

  /** Of Microsoft's driver: {@code SQLServerConnection.TRANSACTION_SNAPSHOT}. */
  private static final int SQL_SERVER_SNAPSHOT = 0x1000;

  private static final String ALLOW = "alter database current set allow_snapshot_isolation on";

  private final Place place;
  private final Connection connection;

  private Snapshot(Place place, Connection connection) {
    this.place = place;
    this.connection = connection;
  }

  static Snapshot begin(Place place) throws SQLException {
    Connection connection = place.open();
    try {
      if (place.platform().name().equals("sqlserver")) {
        allow(connection);
        connection.setTransactionIsolation(SQL_SERVER_SNAPSHOT);
      } else {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
      }
      connection.setAutoCommit(false);
      return new Snapshot(place, connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Snapshots must be allowed once in a database; a server without that word has them anyway. */
  private static void allow(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      boolean allowed;
      try (ResultSet row =
          statement.executeQuery(
              "select snapshot_isolation_state from sys.databases where name = db_name()")) {
        allowed = row.next() && row.getInt(1) == 1;
      }
      if (!allowed) {
        statement.execute(ALLOW);
      }
    } catch (SQLException unknown) {
      // if it is not allowed, the first read is refused and says so
    }
  }

  TableCopy.Side side() {
    return TableCopy.Side.of(place, connection);
  }

  Connection connection() {
    return connection;
  }

  /** The steps of the changelog that made the tables. */
  List<String> steps() throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select id from vault_admin.databasechangelog order by orderexecuted")) {
      while (row.next()) {
        steps.add(row.getString(1));
      }
    }
    return steps;
  }

  /** When another node last gave a sign that is in the snapshot. */
  Optional<Instant> newestBeatOfOthers(NodeId own) throws SQLException {
    Optional<Instant> newest = Optional.empty();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select node_id, sent_at from vault.heartbeat")) {
      while (row.next()) {
        Instant at = place.platform().instant(row, "sent_at");
        boolean newer = newest.isEmpty() || newest.get().isBefore(at);
        if (newer && !row.getString("node_id").equals(own.value())) {
          newest = Optional.of(at);
        }
      }
    }
    return newest;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }
}
