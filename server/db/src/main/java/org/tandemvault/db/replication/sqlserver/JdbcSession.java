package org.tandemvault.db.replication.sqlserver;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.sqlserver.tsql.Insertion;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.ProcedureCall;
import org.tandemvault.db.replication.sqlserver.tsql.Quoted;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** By the driver. Each batch is on its own: the set-up makes databases and jobs. */
final class JdbcSession implements SqlServerSession {
  private final Connection connection;
  private final String server;

  JdbcSession(Connection connection, String server) {
    this.connection = connection;
    this.server = server;
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public List<Row> look(Place place, LookUp lookUp, Object... arguments) {
    try {
      if (isMissing(place, lookUp)) {
        return List.of();
      }
      connection.setCatalog(place.database());
      return rows(lookUp.text(), arguments);
    } catch (SQLException e) {
      throw failed("look-up " + lookUp.name().toLowerCase(Locale.ROOT), e);
    }
  }

  private boolean isMissing(Place place, LookUp lookUp) throws SQLException {
    String database = Quoted.name(place.database());
    List<Row> found =
        rows(
            "SELECT DB_ID(?) AS base, OBJECT_ID(?) AS thing",
            place.database(),
            database + ".dbo." + Quoted.name(lookUp.needed()));
    if (found.isEmpty()) {
      return true; // no SQL Server answers so; what is asked for is not there either
    }
    Row row = found.getFirst();
    return !row.has("base") || (!lookUp.needed().isEmpty() && !row.has("thing"));
  }

  private List<Row> rows(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      boolean result = statement.execute();
      while (!result && statement.getUpdateCount() != -1) {
        result = statement.getMoreResults();
      }
      if (!result) {
        return List.of();
      }
      try (ResultSet set = statement.getResultSet()) {
        return read(set);
      }
    }
  }

  private static List<Row> read(ResultSet set) throws SQLException {
    ResultSetMetaData columns = set.getMetaData();
    List<Row> rows = new ArrayList<>();
    while (set.next()) {
      Map<String, Object> values = new TreeMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        Object value = set.getObject(i);
        if (value instanceof Timestamp) {
          value = set.getObject(i, LocalDateTime.class); // no zone may touch it
        }
        if (value != null) {
          values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
        }
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  @Override
  public void run(Statement statement) {
    try {
      connection.setCatalog(statement.place().database());
      if (statement instanceof Insertion insertion) {
        insert(insertion);
      } else if (statement.secrets().isEmpty()) {
        try (java.sql.Statement plain = connection.createStatement()) {
          drain(plain, plain.execute(batch(statement)));
        }
      } else {
        runWithSecrets(statement);
      }
    } catch (SQLException e) {
      throw failed(statement.shown(), e);
    }
  }

  private void insert(Insertion insertion) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(insertion.sent())) {
      int place = 1;
      for (Object value : insertion.values()) {
        prepared.setObject(place++, value);
      }
      prepared.executeUpdate();
    }
  }

  private void runWithSecrets(Statement statement) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(batch(statement))) {
      int place = 1;
      for (Supplier<Secret> secret : statement.secrets()) {
        prepared.setNString(
            place++, secret.get().use(bytes -> new String(bytes, StandardCharsets.UTF_8)));
      }
      drain(prepared, prepared.execute());
    }
  }

  /** A procedure may fail by its answer alone. */
  private static String batch(Statement statement) {
    return statement instanceof ProcedureCall call
        ? "DECLARE @outcome int; "
            + call.sent().replaceFirst("^EXEC ", "EXEC @outcome = ")
            + "; IF @outcome <> 0 THROW 51001, N'It answered with a failure and no reason.', 1;"
        : statement.sent();
  }

  /** An error may come after the first results. */
  private static void drain(java.sql.Statement statement, boolean first) throws SQLException {
    boolean result = first;
    while (result || statement.getUpdateCount() != -1) {
      result = statement.getMoreResults();
    }
  }

  private ReplicationException failed(String what, SQLException e) {
    String brief = what.replaceAll("\\s+", " ");
    return Refusals.statement(
        server, brief.length() > 160 ? brief.substring(0, 160) + " ..." : brief, e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // what could be done about it is done: nothing of it is used again
    }
  }
}
