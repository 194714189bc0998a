package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.VaultTables.Shape;
import org.tandemvault.db.replication.sqlserver.tsql.InboxSentences;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/** Where the sender's own rows arrive, and what takes them over; docs/adr/0101. */
final class InboxSteps {
  private static final List<String> AUDIT_KEY = List.of("node_id", "seq");
  private static final List<String> BEAT_KEY = List.of("node_id");

  private final Flow flow;

  InboxSteps(Flow flow) {
    this.flow = flow;
  }

  List<Step> steps() {
    Side side = flow.receiver();
    return List.of(
        new Ensure(
            side,
            "Audit events and beats " + flow.words() + " have tables to arrive in",
            this::tables),
        new Ensure(side, "They are taken over into the vault's tables", this::triggers));
  }

  private List<Statement> tables() {
    Side side = flow.receiver();
    InboxSentences inbox = flow.inbox();
    Map<String, Shape> there = VaultTables.shapes(side, InboxSentences.SCHEMA);
    Map<String, Shape> vault = VaultTables.shapes(side, ReplicatedTables.SCHEMA);
    List<Statement> all = new ArrayList<>();
    if (there.isEmpty() && !hasSchema()) {
      all.add(inbox.createSchema());
    }
    for (String table : Flow.OWN) {
      Shape arrived = there.get(inbox.target(table).table());
      List<String> key = table.equals(ReplicatedTables.AUDIT) ? AUDIT_KEY : BEAT_KEY;
      if (arrived == null) {
        all.add(inbox.createTable(table));
        all.add(inbox.addKey(table, key));
      } else if (vault.containsKey(table)
          && !arrived.columns().equals(vault.get(table).columns())) {
        all.add(inbox.dropTable(table));
        all.add(inbox.createTable(table));
        all.add(inbox.addKey(table, key));
      } else if (arrived.key().isEmpty()) {
        all.add(inbox.addKey(table, key));
      }
    }
    return all;
  }

  private boolean hasSchema() {
    return !flow.receiver().inVault(LookUp.SCHEMA, InboxSentences.SCHEMA).isEmpty();
  }

  private List<Statement> triggers() {
    Side side = flow.receiver();
    InboxSentences inbox = flow.inbox();
    List<String> audit = columns(ReplicatedTables.AUDIT);
    List<String> beats = columns(ReplicatedTables.HEARTBEAT);
    List<Row> there = side.inVault(LookUp.TRIGGERS, InboxSentences.SCHEMA);
    List<Statement> all = new ArrayList<>();
    addUnlessThere(all, there, inbox.triggerName(ReplicatedTables.AUDIT), inbox.takeAudit(audit));
    addUnlessThere(
        all, there, inbox.triggerName(ReplicatedTables.HEARTBEAT), inbox.takeBeats(audit, beats));
    return all;
  }

  /** For a plan that is only shown the receiver's tables may not be there yet. */
  private List<String> columns(String table) {
    List<String> ours = VaultTables.columns(flow.receiver(), ReplicatedTables.SCHEMA, table);
    return ours.isEmpty()
        ? VaultTables.columns(flow.sender(), ReplicatedTables.SCHEMA, table)
        : ours;
  }

  /** The server keeps the text as it was sent, but for the words before TRIGGER. */
  static void addUnlessThere(List<Statement> all, List<Row> there, String name, Statement trigger) {
    boolean same =
        there.stream()
            .filter(row -> row.text("trigger_name").equals(name))
            .anyMatch(row -> body(row.text("definition")).equals(body(trigger.shown())));
    if (!same) {
      all.add(trigger);
    }
  }

  private static String body(String definition) {
    int start = definition.toUpperCase(java.util.Locale.ROOT).indexOf("TRIGGER");
    return definition.substring(Math.max(start, 0)).replaceAll("\\s+", " ").strip();
  }
}
