package org.tandemvault.db.platform;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Runs statements on each connection that its source makes, before anybody has it. */
final class SetUpDataSource implements DataSource {
  private final DataSource source;
  private final SetUp setUp;

  /** What is done with a new connection. */
  @FunctionalInterface
  interface SetUp {
    void run(Statement statement) throws SQLException;
  }

  SetUpDataSource(DataSource source, SetUp setUp) {
    this.source = source;
    this.setUp = setUp;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return ready(source.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return ready(source.getConnection(user, password));
  }

  private Connection ready(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      setUp.run(statement);
      return connection;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.close();
      } catch (SQLException gone) {
        e.addSuppressed(gone);
      }
      throw e;
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(SetUpDataSource.class.getPackageName());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(source) ? type.cast(source) : source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(source) || source.isWrapperFor(type);
  }
}
