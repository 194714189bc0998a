package org.tandemvault.db.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server that speaks TDS tells of itself and of the database that a connection is in. A
 * question that it does not understand has no answer, and is no error.
 *
 * @param product the first line of {@code @@version}
 * @param version such as 16.0.4135.4
 * @param collation of the database
 * @param readCommittedSnapshot whether readers and writers of the database do not wait for each
 *     other
 */
public record SqlServerFacts(
    String product,
    Optional<String> version,
    Optional<String> collation,
    Optional<Boolean> readCommittedSnapshot) {
  private static final int OLDEST = 15;
  private static final String UNTOLD =
      "The server does not tell of READ_COMMITTED_SNAPSHOT: readers and writers may wait for"
          + " each other.";

  /** Asks. */
  public static SqlServerFacts read(Connection connection) throws SQLException {
    return new SqlServerFacts(
        word(connection, "select @@version")
            .flatMap(text -> text.lines().findFirst())
            .orElse("unknown"),
        word(connection, "select cast(serverproperty('ProductVersion') as nvarchar(128))"),
        word(
            connection, "select cast(databasepropertyex(db_name(), 'Collation') as nvarchar(128))"),
        word(
                connection,
                "select cast(is_read_committed_snapshot_on as int) from sys.databases"
                    + " where name = db_name()")
            .map("1"::equals));
  }

  /** False for servers that only speak like SQL Server. */
  public boolean isSqlServer() {
    return product.startsWith("Microsoft SQL");
  }

  /** What the vault can live without but an administrator should know. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!isSqlServer()) {
      warnings.add(
          "The server is '"
              + product
              + "', not Microsoft SQL Server: what it does not know is done"
              + " without, and it can't be replicated by SQL Server's replication.");
    }
    if (readCommittedSnapshot.isEmpty()) {
      warnings.add(UNTOLD);
    } else if (!readCommittedSnapshot.get()) {
      warnings.add(
          "READ_COMMITTED_SNAPSHOT is off: readers and writers wait for each other. While no node"
              + " runs: alter database current set read_committed_snapshot on.");
    }
    return warnings;
  }

  /** Why the vault can't work there; empty if it can. */
  public Optional<String> obstacle() {
    return isSqlServer() ? version.flatMap(SqlServerFacts::tooOld) : Optional.empty();
  }

  private static Optional<String> tooOld(String version) {
    int dot = version.indexOf('.');
    String major = dot < 0 ? version : version.substring(0, dot);
    return major.matches("[0-9]{1,4}") && Integer.parseInt(major) < OLDEST
        ? Optional.of("SQL Server " + version + " is too old: SQL Server 2019 (15.0) is needed.")
        : Optional.empty();
  }

  /**
   * Lets readers and writers of the database not wait for each other. Works only while nobody else
   * is in the database; nobody is thrown out.
   *
   * @return what an administrator should know if it did not work
   */
  public Optional<String> enableReadCommittedSnapshot(Connection connection) throws SQLException {
    if (readCommittedSnapshot.isEmpty()) {
      return Optional.of(UNTOLD);
    }
    if (readCommittedSnapshot.get()) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "alter database "
              + TSql.name(connection.getCatalog())
              + " set read_committed_snapshot on with no_wait");
      return Optional.empty();
    } catch (SQLException refused) {
      requireConnection(refused);
      return Optional.of(
          "READ_COMMITTED_SNAPSHOT can't be switched on now ("
              + refused.getErrorCode()
              + "): "
              + "while nobody is in the database, its owner runs: alter database "
              + TSql.name(connection.getCatalog())
              + " set read_committed_snapshot on.");
    }
  }

  private static Optional<String> word(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    } catch (SQLException notUnderstood) {
      requireConnection(notUnderstood);
      return Optional.empty();
    }
  }

  private static void requireConnection(SQLException e) throws SQLException {
    if (Optional.ofNullable(e.getSQLState()).orElse("").startsWith("08")) {
      throw e;
    }
  }
}
