package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import java.util.function.Supplier;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.Step;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/**
 * A step that knows by looking which statements are missing.
 *
 * @param missing looks; empty if all is there
 */
record Ensure(Side side, String what, Supplier<List<Statement>> missing) implements Step {
  @Override
  public PlanStep look() {
    List<Statement> statements = missing.get();
    return statements.isEmpty()
        ? PlanStep.done(side.where(), what)
        : PlanStep.toDo(side.where(), what, scripts(statements));
  }

  @Override
  public void act(ReplicationProgress progress) {
    side.run(missing.get());
  }

  static List<String> scripts(List<Statement> statements) {
    return statements.stream().map(Statement::script).toList();
  }
}
