package org.tandemvault.db.replication;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;

/** Steps in one server alone, told as a plan or done one after the other. */
final class OwnSteps {
  private final Server own;
  private final Where where;
  private final Function<ServerSide, List<Step>> steps;

  OwnSteps(Server own, Where where, Function<ServerSide, List<Step>> steps) {
    this.own = own;
    this.where = where;
    this.steps = steps;
  }

  ReplicationPlan plan() {
    return each((side, step) -> step.look());
  }

  /** Nothing is done if a step is blocked. */
  void apply(ReplicationProgress progress) {
    plan().requireUnblocked();
    each(
        (side, step) -> {
          PlanStep before = step.look();
          if (before.state() == PlanStep.State.TO_DO) {
            progress.begins(before);
            step.act(progress);
          }
          return before;
        });
  }

  private ReplicationPlan each(BiFunction<ServerSide, Step, PlanStep> work) {
    try (ServerSession session = own.access().open()) {
      ServerSide side = new ServerSide(where, own.site(), own.access(), session);
      return new ReplicationPlan(
          steps.apply(side).stream().map(step -> work.apply(side, step)).toList());
    }
  }
}
