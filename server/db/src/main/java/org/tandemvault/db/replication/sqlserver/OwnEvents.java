package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.tsql.Insertion;

/**
 * A standby whose database was lost gets its own audit events back from the primary: its chain must
 * go on where it ended, and only the primary knows where that was.
 */
record OwnEvents(Side primary, Side standby) implements Step {
  private static final String WHAT = "The standby has all of its own audit events";

  @Override
  public PlanStep look() {
    long there = newest(primary);
    long here = newest(standby);
    return there <= here
        ? PlanStep.done(standby.where(), WHAT)
        : new PlanStep(
            standby.where(),
            WHAT,
            List.of(),
            PlanStep.State.TO_DO,
            "The primary has those from "
                + (here + 1)
                + " to "
                + there
                + "; they are copied back in order.");
  }

  @Override
  public void act(ReplicationProgress progress) {
    long copied = 0;
    List<Row> batch = after(newest(standby));
    while (!batch.isEmpty()) {
      for (Row row : batch) {
        Map<String, Object> values = row.values();
        standby
            .session()
            .run(
                new Insertion(
                    standby.publication(),
                    ReplicatedTables.SCHEMA,
                    ReplicatedTables.AUDIT,
                    List.copyOf(values.keySet()),
                    new ArrayList<>(values.values())));
      }
      copied += batch.size();
      progress.copied(ReplicatedTables.AUDIT, copied);
      batch = after(newest(standby));
    }
  }

  private List<Row> after(long seq) {
    return primary.inVault(LookUp.OWN_EVENTS, standby.vault().node().value(), seq);
  }

  /** Before all of them if the table is not there yet. */
  private long newest(Side side) {
    boolean table =
        !VaultTables.columns(side, ReplicatedTables.SCHEMA, ReplicatedTables.AUDIT).isEmpty();
    return table
        ? side.inVault(LookUp.NEWEST_EVENT, standby.vault().node().value())
            .getFirst()
            .number("newest")
        : -1;
  }
}
