package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.SqlServerReplication.Means;
import org.tandemvault.db.replication.sqlserver.SqlServerReplication.Pair;

/**
 * What comes before the set-up when a new version brings other tables: nothing is published while
 * they change, the standby's change first, and the set-up then publishes what there is; docs/adr/
 * 0102. Audit events that wait are in their tables, and come over with the new snapshot.
 */
final class SchemaUpgrade {
  private final Pair pair;
  private final Means means;

  SchemaUpgrade(Pair pair, Means means) {
    this.pair = pair;
    this.means = means;
  }

  List<Step> steps() {
    List<Step> all = new ArrayList<>();
    for (Flow flow : pair.flows()) {
      all.add(
          new Ensure(
              flow.sender(),
              "Nothing is sent " + flow.words() + " while tables change",
              () ->
                  isNeeded()
                      ? SqlServerRemoval.publicationLeft(flow.sender(), flow.publication())
                      : List.of()));
      all.add(
          new Ensure(
              flow.sender(),
              "It is known that what goes " + flow.words() + " must come over anew",
              () ->
                  isNeeded()
                      ? new Marks(flow.sender(), Names.deliveredMark(flow.channel())).drop()
                      : List.of()));
    }
    all.add(new Tables(pair.standby(), means.standbySchema()));
    all.add(new Tables(pair.primary(), means.primarySchema()));
    return all;
  }

  private boolean isNeeded() {
    return !means.standbySchema().isCurrent() || !means.primarySchema().isCurrent();
  }

  /** One database's tables are this version's. */
  private record Tables(Side side, Schema schema) implements Step {
    private static final String WHAT = "The tables are those of this version";

    @Override
    public PlanStep look() {
      return schema.isCurrent()
          ? PlanStep.done(side.where(), WHAT)
          : new PlanStep(
              side.where(),
              WHAT,
              List.of(),
              PlanStep.State.TO_DO,
              "This version's changelog is run.");
    }

    @Override
    public void act(ReplicationProgress progress) {
      schema.make();
    }
  }
}
