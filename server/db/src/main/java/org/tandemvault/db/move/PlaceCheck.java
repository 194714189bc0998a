package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.crypto.CheckValue;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.Keyring;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.WrappedDataKey;
import org.tandemvault.db.move.MoveException.Reason;
import org.tandemvault.db.platform.SqlServerFacts;

/** Looks at a database before a vault is moved there. Changes nothing. */
final class PlaceCheck {
  static final String ADMIN = "vault_admin";
  static final String MARK = "database_move";

  private final Place place;
  private final Connection connection;

  PlaceCheck(Place place, Connection connection) {
    this.place = place;
    this.connection = connection;
  }

  /** What kind of database it is, for people; refuses those that are too old or otherwise unfit. */
  List<String> product() throws SQLException {
    List<String> told = new ArrayList<>();
    if (place.address().engine() == Engine.SQLSERVER) {
      SqlServerFacts facts = SqlServerFacts.read(connection);
      facts
          .obstacle()
          .ifPresent(
              why -> {
                throw new MoveException(Reason.UNFIT, why);
              });
      told.add("Server: " + facts.product());
      facts.collation().ifPresent(name -> told.add("Collation of the database: " + name));
      facts.warnings().forEach(warning -> told.add("Warning: " + warning));
    } else {
      told.add("Server: PostgreSQL " + connection.getMetaData().getDatabaseProductVersion());
      String encoding = word("show server_encoding").orElse("");
      if (!encoding.equals("UTF8")) {
        throw unfit("keeps texts as " + encoding + ": make it with encoding UTF8");
      }
    }
    return told;
  }

  /** The owner must be able to make schemas and tables, and other logins must be there. */
  void requireRights() throws SQLException {
    boolean may =
        place.address().engine() == Engine.SQLSERVER
            ? may("CREATE TABLE") && may("CREATE SCHEMA")
            : word("select has_database_privilege(current_database(), 'CREATE')")
                .filter("t"::equals)
                .isPresent();
    if (!may) {
      throw new MoveException(
          Reason.REFUSED,
          "The login "
              + place.owner().user()
              + " may not make schemas and tables in database "
              + place.address()
              + ": make it the database's owner.");
    }
  }

  private boolean may(String right) throws SQLException {
    try {
      return word("select cast(has_perms_by_name(db_name(), 'DATABASE', '" + right + "') as int)")
          .filter("0"::equals)
          .isEmpty();
    } catch (SQLException notUnderstood) {
      return true; // such a server says so when the tables are made
    }
  }

  /** The id of the vault whose unfinished move is there. */
  Optional<String> unfinished() throws SQLException {
    return tables(ADMIN).contains(MARK)
        ? word("select source from " + ADMIN + "." + MARK)
        : Optional.empty();
  }

  /** The check value of the vault that is there. */
  Optional<byte[]> checkValue() throws SQLException {
    if (!tables("vault").contains("key_check")) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select check_value from vault.key_check")) {
      return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
    }
  }

  /** Refuses a database whose vault has another master key. */
  void requireKey(byte[] checkValue, MasterKey master) {
    if (!CheckValue.fits(master, checkValue)) {
      throw new MoveException(
          Reason.NOT_THE_SAME,
          "Database "
              + place.address()
              + " holds a vault with master key "
              + CheckValue.keyIdOf(checkValue)
              + ", but the key file of this node is "
              + master.keyId()
              + ". Name the right file in conf/manage_key.conf.");
    }
  }

  /** Refuses a vault whose keyring does not open with this master key. */
  void requireKeyring(MasterKey master) throws SQLException {
    List<WrappedDataKey> keys = new ArrayList<>();
    if (tables("vault").contains("keyring")) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("select key_id, wrapped, active from vault.keyring")) {
        while (row.next()) {
          keys.add(
              new WrappedDataKey(
                  row.getInt("key_id"), row.getBytes("wrapped"), row.getBoolean("active")));
        }
      }
    }
    try {
      Keyring.unwrap(master, keys);
    } catch (CryptoException e) {
      throw new MoveException(
          Reason.NOT_THE_SAME,
          "The keyring in database "
              + place.address()
              + (keys.isEmpty()
                  ? " is not there yet: wait until replication brought it"
                      + " (bin/ConfigureReplication.sh status), then run this again."
                  : " does not open with the key file of this node ("
                      + master.keyId()
                      + "): see with bin/ConfigureReplication.sh status whether it is whole, and"
                      + " name the right file in conf/manage_key.conf."),
          e);
    }
  }

  /** Refuses tables that are not the vault's. */
  void requireNothingForeign() throws SQLException {
    Set<String> foreign = tables("vault");
    foreign.removeAll(VaultTable.names());
    boolean ours = tables(ADMIN).contains("databasechangelog");
    if (!foreign.isEmpty() || !tables("vault").isEmpty() && !ours) {
      throw unfit(
          "has tables in the schema vault that are not this vault's ("
              + String.join(", ", foreign.isEmpty() ? tables("vault") : foreign)
              + "): name an empty database");
    }
  }

  /** Whether rows are there. */
  boolean isEmpty() throws SQLException {
    Set<String> there = tables("vault");
    for (String table : VaultTable.names()) {
      if (there.contains(table)
          && !word("select count(*) from vault." + table).orElse("0").equals("0")) {
        return false;
      }
    }
    return true;
  }

  /** Names a vault without telling anything of its key. */
  static String idOf(byte[] checkValue) {
    return HexFormat.of().formatHex(checkValue, 0, Math.min(checkValue.length, 40));
  }

  MoveException unfit(String why) {
    return new MoveException(
        Reason.UNFIT, "The database " + place.address() + " " + why + ". Nothing was changed.");
  }

  private Set<String> tables(String schema) throws SQLException {
    Set<String> names = new TreeSet<>();
    if (place.address().engine() == Engine.SQLSERVER) {
      String sql = "select table_name from information_schema.tables where table_schema = ?";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, schema);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            names.add(row.getString(1).toLowerCase(Locale.ROOT));
          }
        }
      }
      return names;
    }
    // PostgreSQL's information_schema hides what the login has no right on
    try (ResultSet row =
        connection.getMetaData().getTables(null, schema, null, new String[] {"TABLE"})) {
      while (row.next()) {
        names.add(row.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private Optional<String> word(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }
}
