package org.tandemvault.db.move;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tandemvault.db.keys.SealedColumn;
import org.tandemvault.db.platform.KeyLayerSql;
import org.tandemvault.db.replication.ReplicatedTables;

/**
 * One table, as the database that is copied has it.
 *
 * @param key the columns of its primary key, in order
 */
public record VaultTable(String name, List<Column> columns, List<String> key) {

  /** How a value is read, written and counted into a digest. */
  public enum Kind {
    NUMBER,
    FLAG,
    TEXT,
    BYTES,
    INSTANT
  }

  /** One column. */
  public record Column(String name, Kind kind) {}

  /** Rows that refer to rows of the same table get the reference when all of them are there. */
  public static final String FOLDERS = "folder";

  public static final String PARENT = "parent_id";

  /** Primary keys other than {@code id}. */
  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("keyring", List.of("key_id")),
          Map.entry("setting", List.of("name")),
          Map.entry("structure_lock", List.of("name")),
          Map.entry("heartbeat", List.of("node_id")),
          Map.entry("user_credentials", List.of("user_id")),
          Map.entry("group_member", List.of("group_id", "member_id")),
          Map.entry("user_principal", List.of("user_id", "principal_id")),
          Map.entry("folder_ancestor", List.of("folder_id", "ancestor_id")),
          Map.entry("resource_attribute", List.of("resource_id", "position")),
          Map.entry("search_token", List.of("resource_id", "token", "source_id")),
          Map.entry("account_password", List.of("account_id", "version")),
          Map.entry("share", List.of("target_type", "target_id", "principal_id")),
          Map.entry("audit_event", List.of("node_id", "seq")));

  /** All tables, parents before children. */
  public static List<String> names() {
    return Stream.concat(
            ReplicatedTables.FROM_PRIMARY.stream(),
            Stream.of(ReplicatedTables.AUDIT, ReplicatedTables.HEARTBEAT, "structure_lock"))
        .toList();
  }

  /** Asks for no row, which every server can answer, instead of for its catalogue. */
  public static VaultTable read(Connection connection, String name) throws SQLException {
    String nothing = "select * from " + ReplicatedTables.SCHEMA + "." + name + " where 1 = 0";
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery(nothing)) {
      ResultSetMetaData facts = none.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int at = 1; at <= facts.getColumnCount(); at++) {
        columns.add(
            new Column(
                facts.getColumnName(at).toLowerCase(Locale.ROOT),
                kind(facts.getColumnType(at), facts.getColumnTypeName(at))));
      }
      return new VaultTable(name, columns, KEYS.getOrDefault(name, List.of("id")));
    }
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

  public String qualified() {
    return ReplicatedTables.SCHEMA + "." + name;
  }

  /** All rows in the order of the key, from the given place on. */
  public String select(KeyLayerSql layer, boolean resumable) {
    String names =
        columns.stream()
            .map(c -> isSealed(c) ? layer.opened(c.name()) + " as " + c.name() : c.name())
            .collect(Collectors.joining(", "));
    String all = "select " + names + " from " + qualified();
    return resumable ? all + " order by " + String.join(", ", key) + " offset ? rows" : all;
  }

  public String insert(KeyLayerSql layer) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(c -> isSealed(c) ? layer.sealed("?") : "?")
            .collect(Collectors.joining(", "));
    return "insert into " + qualified() + " (" + names + ") values (" + values + ")";
  }

  public boolean isSealed(Column column) {
    return SealedColumn.names().contains(column.name());
  }
}
