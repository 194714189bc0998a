package org.tandemvault.db.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.tandemvault.conf.DatabaseConf;

/** What differs between the engines. Stateless and thread-safe. */
public sealed interface Platform permits PostgreSqlPlatform, SqlServerPlatform {

  /** The platform of an engine. */
  static Platform of(DatabaseConf.Engine engine) {
    return switch (engine) {
      case EMBEDDED, POSTGRESQL -> new PostgreSqlPlatform();
      case SQLSERVER -> new SqlServerPlatform();
    };
  }

  /** The word in the names of dialect files, e.g. {@code postgresql}. */
  String name();

  /** Connections without a pool: TLS checked, time-outs set. */
  DataSource dataSource(DatabaseAddress address, DatabaseLogin login);

  /** The same for who prepares a database: what is committed waits for no standby. */
  default DataSource preparingSource(DatabaseAddress address, DatabaseLogin login) {
    return dataSource(address, login);
  }

  /** What an error of the driver or of the database means. */
  SqlFailure classify(SQLException error);

  /** A time as the driver takes it; the column holds UTC. */
  Object timestamp(Instant at);

  /** A time from a column, which must not be null. */
  Instant instant(ResultSet row, String column) throws SQLException;

  /** The end (exclusive) of the range of keys that start with {@code prefix}, in binary order. */
  String endOfPrefix(String prefix);

  /**
   * Takes a lock that lives as long as the connection; the database lets go of it when the process
   * dies.
   *
   * @return false if another connection holds it
   */
  boolean lockForSession(Connection connection, String name) throws SQLException;
}
