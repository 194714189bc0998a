package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;

/** The steps about the tables themselves: there, alike, and of the same vault. */
final class VaultTables {
  private final Side primary;
  private final Side standby;
  private final Runnable schemaMaker;

  VaultTables(Side primary, Side standby, Runnable schemaMaker) {
    this.primary = primary;
    this.standby = standby;
    this.schemaMaker = schemaMaker;
  }

  List<Step> steps() {
    Step.Check there = this::lookAtPrimary;
    Step.Check same = this::lookAtVault;
    return List.of(there, new StandbySchema(), same);
  }

  /** An older version's tables are made new: those of a vault, and on both servers of the same. */
  List<Step> beforeUpgrade() {
    Step.Check begun = this::lookWhetherBegun;
    Step.Check same = this::lookAtVault;
    return List.of(begun, same);
  }

  private PlanStep lookWhetherBegun() {
    String what = "The primary's database holds a vault";
    return shapes(primary, ReplicatedTables.SCHEMA).isEmpty()
        ? PlanStep.blocked(
            primary.where(), what, "There are no tables. Start the primary's node once.")
        : PlanStep.done(primary.where(), what);
  }

  /** A table's columns and its key. */
  record Shape(List<String> columns, List<String> key) {}

  /** The shapes of a schema's tables, by name. */
  static Map<String, Shape> shapes(Side side, String schema) {
    Map<String, Shape> all = new LinkedHashMap<>();
    for (Row row : side.inVault(LookUp.COLUMNS, schema)) {
      Shape shape =
          all.computeIfAbsent(
              row.text("table_name"), t -> new Shape(new ArrayList<>(), new ArrayList<>()));
      shape.columns().add(description(row));
      if (row.flag("key_ordinal")) {
        shape.key().add(row.text("column_name"));
      }
    }
    return all;
  }

  /** The names alone. */
  static List<String> columns(Side side, String schema, String table) {
    return side.inVault(LookUp.COLUMNS, schema).stream()
        .filter(row -> row.text("table_name").equals(table))
        .map(row -> row.text("column_name"))
        .toList();
  }

  private static String description(Row row) {
    return row.text("column_name")
        + " "
        + row.text("type_name")
        + "("
        + row.number("max_length")
        + ","
        + row.number("scale")
        + ")"
        + (row.flag("is_nullable") ? "" : " not null");
  }

  static List<String> replicated() {
    return Stream.concat(ReplicatedTables.FROM_PRIMARY.stream(), Flow.OWN.stream()).toList();
  }

  private PlanStep lookAtPrimary() {
    String what = "The primary's tables are there, each with a primary key";
    Map<String, Shape> shapes = shapes(primary, ReplicatedTables.SCHEMA);
    List<String> wrong =
        replicated().stream()
            .filter(t -> !shapes.containsKey(t) || shapes.get(t).key().isEmpty())
            .toList();
    return wrong.isEmpty()
        ? PlanStep.done(primary.where(), what)
        : PlanStep.blocked(
            primary.where(),
            what,
            "Missing: " + String.join(", ", wrong) + ". Start the primary's node once.");
  }

  private PlanStep lookAtVault() {
    String what = "The standby's tables are empty, or hold a copy of this very vault";
    if (!shapes(standby, ReplicatedTables.SCHEMA).containsKey("key_check")) {
      return PlanStep.done(standby.where(), what);
    }
    List<Row> ours = primary.inVault(LookUp.CHECK_VALUES);
    List<Row> theirs = standby.inVault(LookUp.CHECK_VALUES);
    boolean same = ours.equals(theirs) && !ours.isEmpty();
    boolean empty =
        theirs.isEmpty() && !standby.inVault(LookUp.VAULT_USERS).getFirst().flag("row_count");
    return same || empty
        ? PlanStep.done(standby.where(), what)
        : PlanStep.blocked(
            standby.where(),
            what,
            "The database holds another vault. Give the standby an empty database, or drop this"
                + " one yourself if nobody needs it.");
  }

  /** The standby's tables are those of the primary. */
  private final class StandbySchema implements Step {
    private static final String WHAT = "The standby's tables have the primary's shape";

    @Override
    public PlanStep look() {
      Map<String, Shape> ours = shapes(primary, ReplicatedTables.SCHEMA);
      Map<String, Shape> theirs = shapes(standby, ReplicatedTables.SCHEMA);
      if (!theirs.keySet().containsAll(replicated())) {
        return new PlanStep(
            standby.where(),
            WHAT,
            List.of(),
            PlanStep.State.TO_DO,
            "The schema will be made with this version's changelog.");
      }
      List<String> other =
          replicated().stream()
              .filter(ours::containsKey)
              .filter(t -> !Objects.equals(ours.get(t), theirs.get(t)))
              .toList();
      return other.isEmpty()
          ? PlanStep.done(standby.where(), WHAT)
          : PlanStep.blocked(
              standby.where(),
              WHAT,
              "Another shape: "
                  + String.join(", ", other)
                  + ". Bring both nodes to the same version; docs/sqlserver.md tells how.");
    }

    @Override
    public void act(ReplicationProgress progress) {
      schemaMaker.run();
      PlanStep after = look();
      if (after.state() != PlanStep.State.DONE) {
        throw new ReplicationException(
            Reason.REFUSED, after.note() + " The schema of this version is not the primary's.");
      }
    }
  }
}
