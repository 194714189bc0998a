package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tandemvault.db.platform.KeyLayerSql;
import org.tandemvault.db.replication.ReplicatedTables;

/**
 * One table, as the database that is copied has it.
 *
 * @param key the columns of its primary key, in order
 */
record VaultTable(String name, List<Column> columns, List<String> key) {

  /** How a value is read, written and counted into a digest. */
  enum Kind {
    NUMBER,
    FLAG,
    TEXT,
    BYTES,
    INSTANT
  }

  record Column(String name, Kind kind) {}

  /** Rows that refer to rows of the same table get the reference when all of them are there. */
  static final String FOLDERS = "folder";

  static final String PARENT = "parent_id";

  /** All tables, parents before children. */
  static List<String> names() {
    return Stream.concat(
            ReplicatedTables.FROM_PRIMARY.stream(),
            Stream.of(ReplicatedTables.AUDIT, ReplicatedTables.HEARTBEAT, "structure_lock"))
        .toList();
  }

  static VaultTable read(Connection connection, String name) throws SQLException {
    DatabaseMetaData facts = connection.getMetaData();
    List<Column> columns = new ArrayList<>();
    try (ResultSet row = facts.getColumns(null, ReplicatedTables.SCHEMA, name, null)) {
      while (row.next()) {
        columns.add(
            new Column(
                row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                kind(row.getInt("DATA_TYPE"), row.getString("TYPE_NAME"))));
      }
    }
    TreeMap<Integer, String> key = new TreeMap<>();
    try (ResultSet row = facts.getPrimaryKeys(null, ReplicatedTables.SCHEMA, name)) {
      while (row.next()) {
        key.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return new VaultTable(name, columns, List.copyOf(key.values()));
  }

  private static Kind kind(int type, String name) {
    return switch (type) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> Kind.NUMBER;
      case Types.BIT, Types.BOOLEAN -> Kind.FLAG;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> Kind.BYTES;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.INSTANT;
      case Types.VARCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR -> Kind.TEXT;
      default -> throw new IllegalStateException("A column is of the unknown type " + name);
    };
  }

  String qualified() {
    return ReplicatedTables.SCHEMA + "." + name;
  }

  /** All rows in the order of the key, from the given place on. */
  String select(KeyLayerSql layer, boolean resumable) {
    String names =
        columns.stream()
            .map(c -> isSealed(c) ? layer.opened(c.name()) + " as " + c.name() : c.name())
            .collect(Collectors.joining(", "));
    String all = "select " + names + " from " + qualified();
    return resumable ? all + " order by " + String.join(", ", key) + " offset ? rows" : all;
  }

  String insert(KeyLayerSql layer) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(c -> isSealed(c) ? layer.sealed("?") : "?")
            .collect(Collectors.joining(", "));
    return "insert into " + qualified() + " (" + names + ") values (" + values + ")";
  }

  boolean isSealed(Column column) {
    return Set.of("sealed_password", "sealed_totp", "sealed_notes", "sealed")
        .contains(column.name());
  }
}
