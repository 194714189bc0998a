package org.tandemvault.db.platform;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A JDBC target that writes down what it is told to do, and answers look-ups as a test says. */
public final class RecordingConnection {
  private final List<String> executed = new ArrayList<>();
  private final Function<String, String> answers;
  private int breakAfter = Integer.MAX_VALUE;

  /**
   * @param answers the one value that a query finds; {@code !} and an SQL state: it is refused
   */
  public RecordingConnection(Function<String, String> answers) {
    this.answers = answers;
  }

  /** Lets it fail at the statement after so many. */
  public RecordingConnection breakingAfter(int statements) {
    breakAfter = statements;
    return this;
  }

  /** What was executed, queries aside. */
  public List<String> executed() {
    return List.copyOf(executed);
  }

  public Connection connection() {
    return proxy(
        Connection.class,
        (self, method, arguments) ->
            method.getName().equals("createStatement") ? statement() : null);
  }

  private Statement statement() {
    return proxy(
        Statement.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "execute" -> execute((String) arguments[0]);
              case "executeQuery" -> row(answers.apply((String) arguments[0]));
              default -> null;
            });
  }

  private boolean execute(String sql) throws SQLException {
    if (executed.size() == breakAfter) {
      throw new SQLException("the link broke", "08S01");
    }
    executed.add(sql);
    return false;
  }

  private static ResultSet row(String value) throws SQLException {
    if (value.startsWith("!")) {
      throw new SQLException("refused", value.substring(1));
    }
    var first = new java.util.concurrent.atomic.AtomicBoolean(true);
    return proxy(
        ResultSet.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "next" -> first.getAndSet(false);
              case "getInt" -> Integer.parseInt(value);
              case "getString" -> value;
              default -> null;
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            RecordingConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
