package org.tandemvault.db.replication;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.Utils;
import org.tandemvault.db.replication.ReplicationException.Reason;

/** An open connection of an administrator, for one thread. */
final class ServerSession implements AutoCloseable {
  private final Connection connection;
  private final String server;

  ServerSession(Connection connection, String server) {
    this.connection = connection;
    this.server = server;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Work with the driver itself. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException, java.io.IOException;
  }

  <T> List<T> rows(String sql, RowReader<T> reader, Object... arguments) {
    return call(
        sql,
        c -> {
          try (PreparedStatement statement = c.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
              statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
              List<T> all = new ArrayList<>();
              while (row.next()) {
                all.add(reader.read(row));
              }
              return all;
            }
          }
        });
  }

  /** The first column of all rows. */
  List<String> words(String sql, Object... arguments) {
    return rows(sql, row -> row.getString(1), arguments);
  }

  /** The first column of the one row. */
  String word(String sql, Object... arguments) {
    return words(sql, arguments).getFirst();
  }

  boolean isTrue(String sql, Object... arguments) {
    return rows(sql, row -> row.getBoolean(1), arguments).getFirst();
  }

  /** Whether the query finds a row. */
  boolean exists(String sql, Object... arguments) {
    return !words(sql, arguments).isEmpty();
  }

  /** Runs one statement; answers how many rows it changed. */
  long execute(String sql) {
    return call(
        sql,
        c -> {
          try (Statement statement = c.createStatement()) {
            return statement.execute(sql) ? 0L : Math.max(0L, statement.getLargeUpdateCount());
          }
        });
  }

  void executeAll(List<String> statements) {
    statements.forEach(this::execute);
  }

  CopyManager copy() {
    return call("COPY", c -> c.unwrap(PGConnection.class).getCopyAPI());
  }

  /** Runs all or nothing. */
  <T> T atomically(java.util.function.Supplier<T> work) {
    call("BEGIN", c -> off(c));
    boolean done = false;
    try {
      T result = work.get();
      call("COMMIT", c -> commit(c));
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack();
      }
    }
  }

  <T> T call(String what, Work<T> work) {
    try {
      return work.run(connection);
    } catch (SQLException | java.io.IOException e) {
      throw new ReplicationException(
          Reason.FAILED,
          "On " + server + " failed: " + brief(what) + ": " + oneLine(e.getMessage()),
          e);
    }
  }

  /** A name as SQL has it. */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text as SQL has it. */
  static String literal(String text) {
    try {
      return "'" + Utils.escapeLiteral(null, text, true) + "'";
    } catch (SQLException zeroByte) {
      throw new IllegalArgumentException("a text for the database holds a zero byte", zeroByte);
    }
  }

  private static Boolean off(Connection c) throws SQLException {
    c.setAutoCommit(false);
    return true;
  }

  private static Boolean commit(Connection c) throws SQLException {
    c.commit();
    c.setAutoCommit(true);
    return true;
  }

  private void rollBack() {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException broken) {
      close(); // the server rolls back when the connection ends
    }
  }

  private static String oneLine(String text) {
    return String.valueOf(text).replaceAll("\\s+", " ").strip();
  }

  private static String brief(String sql) {
    String line = oneLine(sql).replaceAll("(?i)password=\\S+", "password=***");
    return line.length() > 120 ? line.substring(0, 120) + " ..." : line;
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
