package org.tandemvault.db.replication;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.ReplicationException.Reason;

/** The steps about the tables themselves: there, alike, and of the same vault. */
final class Schemas {
  private final ServerSide primary;
  private final ServerSide standby;
  private final Runnable schemaMaker;

  Schemas(ServerSide primary, ServerSide standby, Runnable schemaMaker) {
    this.primary = primary;
    this.standby = standby;
    this.schemaMaker = schemaMaker;
  }

  List<Step> steps() {
    Step.Check there = this::lookAtPrimary;
    Step.Check same = this::lookAtVault;
    return List.of(there, new StandbySchema(), same);
  }

  /** All tables that replicate, the nodes' own ones last. */
  static List<String> replicated() {
    return Stream.concat(
            ReplicatedTables.FROM_PRIMARY.stream(),
            Stream.of(ReplicatedTables.AUDIT, ReplicatedTables.HEARTBEAT))
        .toList();
  }

  private PlanStep lookAtPrimary() {
    String what = "The primary's tables are there, each with a primary key";
    Map<String, TableShapes.Shape> shapes = TableShapes.of(primary.session());
    List<String> wrong =
        replicated().stream()
            .filter(t -> !shapes.containsKey(t) || shapes.get(t).key().isEmpty())
            .toList();
    return wrong.isEmpty()
        ? PlanStep.done(Where.PRIMARY, what)
        : PlanStep.blocked(
            Where.PRIMARY,
            what,
            "Missing: " + String.join(", ", wrong) + ". Start the primary's node once.");
  }

  private PlanStep lookAtVault() {
    String what = "The standby's tables are empty, or hold a copy of this very vault";
    if (!TableShapes.of(standby.session()).containsKey("key_check")) {
      return PlanStep.done(Where.STANDBY, what);
    }
    List<String> ours = checkValue(primary.session());
    List<String> theirs = checkValue(standby.session());
    boolean same = ours.equals(theirs) && !ours.isEmpty();
    if (same || (theirs.isEmpty() && vaultIsEmpty())) {
      return PlanStep.done(Where.STANDBY, what);
    }
    return PlanStep.blocked(
        Where.STANDBY,
        what,
        "The database holds another vault. Give the standby an empty database, or drop this one"
            + " yourself if nobody needs it.");
  }

  private boolean vaultIsEmpty() {
    return !standby.session().exists("SELECT 'x' FROM vault.vault_user LIMIT 1");
  }

  private static List<String> checkValue(ServerSession session) {
    return session.words("SELECT encode(check_value, 'hex') FROM vault.key_check ORDER BY id");
  }

  /** The standby's tables are those of the primary. */
  private final class StandbySchema implements Step {
    private static final String WHAT = "The standby's tables have the primary's shape";

    @Override
    public PlanStep look() {
      Map<String, TableShapes.Shape> ours = TableShapes.of(primary.session());
      Map<String, TableShapes.Shape> theirs = TableShapes.of(standby.session());
      List<String> missing = replicated().stream().filter(t -> !theirs.containsKey(t)).toList();
      if (!missing.isEmpty()) {
        return new PlanStep(
            Where.STANDBY,
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
          ? PlanStep.done(Where.STANDBY, WHAT)
          : PlanStep.blocked(
              Where.STANDBY,
              WHAT,
              "Another shape: "
                  + String.join(", ", other)
                  + ". Bring both nodes to the same version, the standby first.");
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
