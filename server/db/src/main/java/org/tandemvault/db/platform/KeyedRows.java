package org.tandemvault.db.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.tandemvault.conf.DatabaseConf.KeyLayer;
import org.tandemvault.conf.DatabaseConf.KeyLayerMode;

/**
 * Whether the sealed values of a vault that is there were encrypted by the symmetric key of this
 * database (ADR 0092): after replication the rows are the other server's, so they show whether both
 * servers have the same key. What the vault's own seal begins with (ADR 0011: version 1 and the
 * high bytes of a small number) is no key's GUID. Thread-safe.
 */
public final class KeyedRows {
  private static final int SAMPLE = 100;
  private static final String OWN_SEAL = "0x010000";
  private static final List<Column> COLUMNS =
      List.of(
          new Column("user_credentials", "sealed_password"),
          new Column("user_credentials", "sealed_totp"),
          new Column("account", "sealed_notes"),
          new Column("account_password", "sealed"));

  private final KeyLayer layer;

  public KeyedRows(KeyLayer layer) {
    this.layer = layer;
  }

  /** What the rows tell of the key. */
  public enum Finding {
    /** No value was encrypted by a server. */
    NONE,
    /** All that was looked at opens. */
    SAME,
    /** Values are there that this database's key does not open. */
    ANOTHER
  }

  private record Column(String table, String name) {}

  /** Looks; opens the key and closes it, if there is to be one. */
  public Finding look(Connection connection) throws SQLException {
    boolean layered = layer.mode() != KeyLayerMode.NONE;
    try (Statement statement = connection.createStatement()) {
      if (layered) {
        statement.execute(KeyLayerSql.of(layer).opening());
      }
      Finding found = Finding.NONE;
      for (Column column : COLUMNS) {
        if (!isThere(statement, column.table())) {
          continue;
        }
        if (count(statement, foreign(column, layered)) > 0
            || layered && count(statement, unopened(column)) > 0) {
          found = Finding.ANOTHER;
          break;
        }
        if (layered && count(statement, opened(column)) > 0) {
          found = Finding.SAME;
        }
      }
      if (layered) {
        statement.execute("close symmetric key " + TSql.name(layer.symmetricKey()));
      }
      return found;
    }
  }

  private static boolean isThere(Statement statement, String table) throws SQLException {
    return count(
            statement,
            "select count(*) from information_schema.tables where table_schema = 'vault' and"
                + " table_name = '"
                + table
                + "'")
        > 0;
  }

  /** Values that neither the vault alone sealed nor this key encrypted. */
  private String foreign(Column column, boolean layered) {
    return "select count(*) from (select top (1) s."
        + column.name()
        + " from vault."
        + column.table()
        + " as s where datalength(s."
        + column.name()
        + ") > 0 and substring(s."
        + column.name()
        + ", 1, 3) <> "
        + OWN_SEAL
        + (layered ? " and " + byThisKey(column, "<>") : "")
        + ") as r";
  }

  private String unopened(Column column) {
    return "select count(*) from " + sample(column) + " where decryptbykey(r.v) is null";
  }

  private String opened(Column column) {
    return "select count(*) from " + sample(column) + " where decryptbykey(r.v) is not null";
  }

  private String sample(Column column) {
    return "(select top ("
        + SAMPLE
        + ") cast(s."
        + column.name()
        + " as varbinary(8000)) as v from vault."
        + column.table()
        + " as s where "
        + byThisKey(column, "=")
        + ") as r";
  }

  private String byThisKey(Column column, String compared) {
    return "substring(s."
        + column.name()
        + ", 1, 16) "
        + compared
        + " cast(key_guid("
        + TSql.text(layer.symmetricKey())
        + ") as binary(16))";
  }

  private static int count(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
