package org.tandemvault.db.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;

/**
 * Takes away what the set-up made, each server by itself, so that one can be cleaned when the other
 * is gone for good. Rows stay, and so do the narrow rights of the standby's login.
 */
final class Removal {
  private static final Duration SLOT_PATIENCE = Duration.ofSeconds(20);

  private final Server primary;
  private final Server standby;
  private final RemovalSteps steps;

  Removal(Server primary, Server standby) {
    this.primary = primary;
    this.standby = standby;
    this.steps = new RemovalSteps(standby.site().node());
  }

  ReplicationPlan plan() {
    return atBoth(Step::look);
  }

  ReplicationPlan apply(ReplicationProgress progress) {
    requireLetIn(standby);
    requireLetIn(primary);
    return atBoth(
        step -> {
          PlanStep before = step.look();
          if (before.state() == PlanStep.State.TO_DO) {
            progress.begins(before);
            step.act(progress);
          }
          return step.look();
        });
  }

  /** A server may be gone, but one that refuses the login is told before anything is changed. */
  private static void requireLetIn(Server server) {
    try (ServerSession session = server.access().open()) {
      if (!session.isTrue("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
        throw new ReplicationException(
            ReplicationException.Reason.DENIED,
            "Nothing was done: at " + server.access() + ": " + ServerSettings.NO_SUPERUSER);
      }
    } catch (ReplicationException e) {
      if (e.reason() != ReplicationException.Reason.UNREACHABLE) {
        throw e;
      }
    }
  }

  /** The receivers first: a slot that nobody reads can be dropped. */
  private ReplicationPlan atBoth(java.util.function.Function<Step, PlanStep> each) {
    List<PlanStep> done = new ArrayList<>();
    done.addAll(at(standby, Where.STANDBY, each, steps::standbyFirst));
    done.addAll(at(primary, Where.PRIMARY, each, steps::primary));
    if (done.stream().noneMatch(s -> s.state() == PlanStep.State.BLOCKED)) {
      done.addAll(at(standby, Where.STANDBY, each, steps::standbyRest));
    }
    return new ReplicationPlan(done);
  }

  private static List<PlanStep> at(
      Server server,
      Where where,
      java.util.function.Function<Step, PlanStep> each,
      java.util.function.Function<ServerSide, List<Step>> steps) {
    try (ServerSession session = server.access().open()) {
      ServerSide side = new ServerSide(where, server.site(), server.access(), session);
      return steps.apply(side).stream().map(each).toList();
    } catch (ReplicationException e) {
      if (e.reason() != ReplicationException.Reason.UNREACHABLE) {
        throw e;
      }
      return List.of(
          PlanStep.blocked(
              where,
              "This server is cleaned",
              e.getMessage()
                  + " Run the removal again when it answers: until then it keeps what the other"
                  + " side should read."));
    }
  }

  /** There is no such subscription. */
  record NoSubscription(ServerSide side, String name) implements Step {
    @Override
    public PlanStep look() {
      String what = "The subscription " + name + " is gone";
      return Subscriptions.all(side.session()).contains(name)
          ? PlanStep.toDo(side.where(), what, Subscriptions.dropStatements(name))
          : PlanStep.done(side.where(), what);
    }

    @Override
    public void act(ReplicationProgress progress) {
      Subscriptions.drop(side.session(), name);
    }
  }

  /** There is no such slot. */
  record NoSlot(ServerSide side, String name) implements Step {
    @Override
    public PlanStep look() {
      String what = "The slot " + name + " is gone";
      return Slots.exists(side.session(), name)
          ? PlanStep.toDo(
              side.where(), what, List.of("SELECT pg_drop_replication_slot('" + name + "')"))
          : PlanStep.done(side.where(), what);
    }

    @Override
    public void act(ReplicationProgress progress) {
      Slots.drop(side.session(), name, SLOT_PATIENCE);
    }
  }

  /** There is no such publication. */
  record NoPublication(ServerSide side, String name) implements Step {
    @Override
    public PlanStep look() {
      String what = "The publication " + name + " is gone";
      return side.session().exists("SELECT 'x' FROM pg_publication WHERE pubname = ?", name)
          ? PlanStep.toDo(side.where(), what, List.of("DROP PUBLICATION " + name))
          : PlanStep.done(side.where(), what);
    }

    @Override
    public void act(ReplicationProgress progress) {
      side.session().execute("DROP PUBLICATION " + name);
    }
  }

  /** The row rules are off. */
  record NoRowRules(ServerSide side) implements Step {
    @Override
    public PlanStep look() {
      String what = "The rules on the rows of audit and heartbeat are gone";
      List<String> sql = StandbyRights.removal(side.session());
      return sql.isEmpty()
          ? PlanStep.done(side.where(), what)
          : PlanStep.toDo(side.where(), what, sql);
    }

    @Override
    public void act(ReplicationProgress progress) {
      side.session().executeAll(StandbyRights.removal(side.session()));
    }
  }

  /** What all standbys share goes with the last of them. */
  record NothingForNobody(ServerSide side) implements Step {
    @Override
    public PlanStep look() {
      String what =
          "What all standbys share ("
              + ReplicationNames.ROLE
              + ", "
              + ReplicationNames.TABLES
              + ") is gone with the last of them";
      List<String> sql = statements();
      return sql.isEmpty() || othersAreLeft()
          ? PlanStep.done(side.where(), what)
          : PlanStep.toDo(side.where(), what, sql);
    }

    @Override
    public void act(ReplicationProgress progress) {
      side.session().executeAll(statements());
    }

    private boolean othersAreLeft() {
      return side.session()
          .exists(
              "SELECT 'x' FROM pg_publication WHERE starts_with(CAST(pubname AS text), 'vault_audit_to_')"
                  + " OR starts_with(CAST(pubname AS text), 'vault_audit_of_')");
    }

    private List<String> statements() {
      List<String> sql = new ArrayList<>();
      if (side.session()
          .exists("SELECT 'x' FROM pg_publication WHERE pubname = ?", ReplicationNames.TABLES)) {
        sql.add("DROP PUBLICATION " + ReplicationNames.TABLES);
      }
      if (side.session()
          .exists("SELECT 'x' FROM pg_roles WHERE rolname = ?", ReplicationNames.ROLE)) {
        sql.add("DROP OWNED BY " + ReplicationNames.ROLE);
        sql.add("DROP ROLE " + ReplicationNames.ROLE);
      }
      return sql;
    }
  }
}
