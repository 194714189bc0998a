package org.tandemvault.db.bundled;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.DatabaseConf.Login;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/** Makes the database and the application's role in a running cluster, once. */
final class ClusterLogins {
  private static final String INVALID_PASSWORD = "28P01";

  private final DatabaseConf database;
  private final Path caFile;
  private final ConfValueCipher cipher;

  ClusterLogins(DatabaseConf database, Path caFile, ConfValueCipher cipher) {
    this.database = database;
    this.caFile = caFile;
    this.cipher = cipher;
  }

  /** Makes what is missing; a broken run can be repeated. */
  void ensure() {
    if (appComesIn()) {
      return;
    }
    Login owner = database.logins().owner();
    try (Connection connection = connect(owner, "postgres");
        Statement statement = connection.createStatement()) {
      String app = database.logins().app().user();
      if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", app)) {
        statement.execute("CREATE ROLE " + quoted(statement, app) + " LOGIN");
      }
      setPassword(connection, database.logins().app());
      String name = database.address().database();
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
        statement.execute("CREATE DATABASE " + quoted(statement, name));
      }
      String quotedName = quoted(statement, name);
      statement.execute("REVOKE ALL ON DATABASE " + quotedName + " FROM PUBLIC");
      statement.execute(
          "GRANT CONNECT ON DATABASE " + quotedName + " TO " + quoted(statement, app));
      statement.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
    } catch (SQLException e) {
      throw refused(owner, e);
    }
  }

  private boolean appComesIn() {
    try (Connection connection = connect(database.logins().app(), database.address().database())) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false; // made or mended below; what cannot be mended is told there
    }
  }

  private void setPassword(Connection connection, Login login) throws SQLException {
    try (Secret secret = login.password().open(cipher)) {
      char[] chars = secret.copyChars();
      try {
        // sends a verifier, so the password itself is in no log of the server
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(login.user(), chars, "scram-sha-256");
      } finally {
        Arrays.fill(chars, '\0');
      }
    }
  }

  private Connection connect(Login login, String name) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", caFile.toString());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "120");
    try (Secret secret = login.password().open(cipher)) {
      char[] chars = secret.copyChars();
      properties.setProperty("password", new String(chars)); // the driver takes a String only
      Arrays.fill(chars, '\0');
    }
    String url = "jdbc:postgresql://127.0.0.1:" + database.address().port() + "/" + name;
    return new Driver().connect(url, properties);
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static String quoted(Statement statement, String name) throws SQLException {
    return statement.enquoteIdentifier(name, true);
  }

  private static BundledPostgresException refused(Login owner, SQLException e) {
    if (INVALID_PASSWORD.equals(e.getSQLState())) {
      return new BundledPostgresException(
          Reason.FOLDER,
          "The bundled database does not take owner.password of "
              + owner.user()
              + " from conf/database.conf: restore the file that belongs to this data folder.",
          e);
    }
    return new BundledPostgresException(
        Reason.FAILED, "The bundled database does not answer: " + e.getMessage(), e);
  }
}
