package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tandemvault.db.replication.ReplicatedTables;

/** The shapes of the vault's tables, in little. */
final class FakeTables {
  private FakeTables() {}

  static void make(Map<String, List<Row>> tables) {
    List<String> all = new ArrayList<>(ReplicatedTables.FROM_PRIMARY);
    all.add(ReplicatedTables.AUDIT);
    all.add(ReplicatedTables.HEARTBEAT);
    for (String table : all) {
      tables.computeIfAbsent(table, t -> columns(t, namesOf(t)));
    }
  }

  private static List<String> namesOf(String table) {
    return switch (table) {
      case "audit_event" -> List.of("node_id", "seq");
      case "heartbeat" -> List.of("node_id", "beat");
      default -> List.of("id", "name");
    };
  }

  static List<Row> columns(String table, List<String> names) {
    List<Row> rows = new ArrayList<>();
    for (String each : names) {
      Map<String, Object> row = new HashMap<>();
      row.put("table_name", table);
      row.put("column_name", each);
      row.put("type_name", "bigint");
      row.put("max_length", 8);
      row.put("scale", 0);
      row.put("is_nullable", 0);
      boolean key = each.equals(names.getFirst()) || each.equals("seq");
      row.put("key_ordinal", key ? 1 : 0);
      rows.add(new Row(row));
    }
    return rows;
  }
}
