package org.tandemvault.db.replication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tables of the schema as a server has them. */
final class TableShapes {
  private static final String COLUMNS =
      """
      SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type,
             coalesce(a.attnum = ANY (k.conkey), false) AS in_key
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
       WHERE c.relkind IN ('r', 'p')
       ORDER BY c.relname, a.attname
      """;

  /**
   * A table.
   *
   * @param columns with their types, by name
   */
  record Shape(String table, Map<String, String> columns, List<String> key) {

    /** As SQL has it. */
    String qualified() {
      return ReplicatedTables.SCHEMA + "." + ServerSession.name(table);
    }

    String columnList(String prefix) {
      return columns.keySet().stream()
          .map(column -> prefix + ServerSession.name(column))
          .collect(Collectors.joining(", "));
    }

    /** True for the same row in both. */
    String sameKey(String one, String other) {
      return key.stream()
          .map(ServerSession::name)
          .map(column -> one + "." + column + " = " + other + "." + column)
          .collect(Collectors.joining(" AND "));
    }
  }

  private record Column(String table, String name, String type, boolean inKey) {}

  private TableShapes() {}

  /** Every table, by name. */
  static Map<String, Shape> of(ServerSession session) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Column column : columns(session)) {
      Shape shape =
          shapes.computeIfAbsent(
              column.table(), t -> new Shape(t, new LinkedHashMap<>(), new ArrayList<>()));
      shape.columns().put(column.name(), column.type());
      if (column.inKey()) {
        shape.key().add(column.name());
      }
    }
    return shapes;
  }

  private static List<Column> columns(ServerSession session) {
    return session.rows(
        COLUMNS,
        row ->
            new Column(
                row.getString("relname"),
                row.getString("attname"),
                row.getString("type"),
                row.getBoolean("in_key")),
        ReplicatedTables.SCHEMA);
  }
}
