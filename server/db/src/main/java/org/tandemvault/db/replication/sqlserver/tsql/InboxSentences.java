package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables in which the other node's own rows arrive, and the triggers that take them over into
 * the vault's; docs/adr/0101. Nothing ever deletes a row that was taken over.
 *
 * @param suffix of the channel, e.g. {@code from_standby_b}
 */
public record InboxSentences(Place place, String suffix) {
  public static final String SCHEMA = "vault_inbox";
  private static final String VAULT = "vault";
  private static final String AUDIT = "audit_event";
  private static final String BEAT = "heartbeat";

  /** The table in which the rows of a vault table arrive. */
  public Article.Target target(String table) {
    return new Article.Target(SCHEMA, table + "_" + suffix);
  }

  public Statement createSchema() {
    return Sentence.of(place, "CREATE SCHEMA " + Quoted.name(SCHEMA));
  }

  /** The columns are the vault's, whatever its version. */
  public Statement createTable(String table) {
    return Sentence.of(
        place, "SELECT TOP (0) * INTO " + inbox(table) + " FROM " + Quoted.name(VAULT, table));
  }

  public Statement addKey(String table, List<String> columns) {
    return Sentence.of(
        place,
        "ALTER TABLE "
            + inbox(table)
            + " ADD CONSTRAINT "
            + Quoted.name("pk_" + table + "_" + suffix)
            + " PRIMARY KEY ("
            + names(columns, "")
            + ")");
  }

  public Statement dropTable(String table) {
    return Sentence.of(place, "DROP TABLE " + inbox(table));
  }

  public String triggerName(String table) {
    return "take_" + table + "_" + suffix;
  }

  /** New audit events are taken over at once. */
  public Statement takeAudit(List<String> auditColumns) {
    return trigger(AUDIT, "AFTER INSERT", takeMissing(auditColumns));
  }

  /**
   * Each beat also takes over audit events that a snapshot brought, which fires no trigger: rows
   * beyond the newest one held, since a node's chain arrives in order.
   */
  public Statement takeBeats(List<String> auditColumns, List<String> beatColumns) {
    String others =
        beatColumns.stream()
            .filter(c -> !c.equals("node_id"))
            .map(c -> Quoted.name(c) + " = came." + Quoted.name(c))
            .collect(Collectors.joining(", "));
    String held = Quoted.name(VAULT, BEAT);
    String body =
        "  UPDATE held SET "
            + others
            + "\n    FROM "
            + held
            + " AS held JOIN inserted AS came ON came.node_id = held.node_id"
            + "\n   WHERE came.beat > held.beat;\n"
            + "  INSERT INTO "
            + held
            + " ("
            + names(beatColumns, "")
            + ")\n  SELECT "
            + names(beatColumns, "came.")
            + "\n    FROM inserted AS came"
            + "\n   WHERE NOT EXISTS (SELECT 1 FROM "
            + held
            + " AS held WHERE held.node_id = came.node_id);\n"
            + takeMissing(auditColumns);
    return trigger(BEAT, "AFTER INSERT, UPDATE", body);
  }

  /** Takes over what is left, before the table goes. */
  public Statement takeAll(List<String> auditColumns) {
    return Sentence.of(
        place,
        takeMissing(auditColumns).replace("FROM inserted)", "FROM " + inbox(AUDIT) + ")").strip());
  }

  private String takeMissing(List<String> columns) {
    String held = Quoted.name(VAULT, AUDIT);
    return "  INSERT INTO "
        + held
        + " ("
        + names(columns, "")
        + ")\n  SELECT "
        + names(columns, "came.")
        + "\n    FROM (SELECT DISTINCT node_id FROM inserted) AS node"
        + "\n   CROSS APPLY (SELECT ISNULL(MAX(seq), -1) AS newest FROM "
        + held
        + " WHERE node_id = node.node_id) AS held"
        + "\n    JOIN "
        + inbox(AUDIT)
        + " AS came ON came.node_id = node.node_id AND came.seq > held.newest;\n";
  }

  private Statement trigger(String table, String when, String body) {
    return Sentence.of(
        place,
        "CREATE OR ALTER TRIGGER "
            + Quoted.name(SCHEMA, triggerName(table))
            + " ON "
            + inbox(table)
            + " "
            + when
            + " AS\nBEGIN\n  SET NOCOUNT ON;\n"
            + body
            + "END");
  }

  private String inbox(String table) {
    return Quoted.name(SCHEMA, table + "_" + suffix);
  }

  private static String names(List<String> columns, String prefix) {
    return columns.stream().map(c -> prefix + Quoted.name(c)).collect(Collectors.joining(", "));
  }
}
