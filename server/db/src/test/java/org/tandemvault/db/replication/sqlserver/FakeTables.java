package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

  static Row permission(String right) {
    String[] parts = right.split(" ON ", 2);
    if (parts[1].startsWith("SCHEMA::")) {
      return FakeServer.row(
          "permission_name",
          parts[0],
          "class_desc",
          "SCHEMA",
          "schema_name",
          parts[1].replaceAll("SCHEMA::|[\\[\\]]", ""));
    }
    String[] names = parts[1].replaceAll("[\\[\\]]", "").split("\\.", 2);
    return FakeServer.row(
        "permission_name",
        parts[0],
        "class_desc",
        "OBJECT_OR_COLUMN",
        "schema_name",
        names[0],
        "object_name",
        names[1]);
  }

  /** Everything of a server but passwords and ids. */
  static String state(FakeServer server) {
    return String.join(
        "\n",
        server.textLimit
            + " "
            + server.distributor
            + " "
            + server.distributionDatabase
            + server.keepHours
            + server.publisher,
        server.published + " " + server.logReader.map(FakeAgent::state),
        server.publications.values().stream().map(FakePublication::state).toList().toString(),
        server.marks.toString(),
        new TreeSet<>(server.logins.keySet()).toString(),
        server.users.toString(),
        server.permissions.toString(),
        server.schemas.keySet().toString()
            + server.schemas.values().stream().map(Map::keySet).toList(),
        server.triggers.toString(),
        server.received.toString());
  }
}
