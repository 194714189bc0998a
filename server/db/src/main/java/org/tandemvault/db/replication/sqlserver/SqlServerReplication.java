package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.PlanStep;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.ReplicationStatus;
import org.tandemvault.db.replication.SeedReport;
import org.tandemvault.db.replication.Step;

/**
 * SQL Server's transactional replication between two servers, each its own distributor: one
 * publication there, one back; docs/adr/0100 and 0101.
 *
 * <p>Signs in anew for each call. Every step looks before it acts, so a run that broke anywhere is
 * run again.
 */
public final class SqlServerReplication implements ReplicationAdmin {
  private final Server primary;
  private final Server standby;
  private final Options options;
  private final Means means;

  /** A server, the way in, and the vault's database there. */
  public record Server(Sessions sessions, Side.Vault vault) {

    /** As the tool knows it. */
    public static Server of(
        Sessions sessions,
        org.tandemvault.core.node.NodeId node,
        String database,
        String applicationUser) {
      return new Server(sessions, new Side.Vault(node, database, applicationUser));
    }

    Side at(Where where, SqlServerSession session) {
      return new Side(where, vault, ServerFacts.of(session), session);
    }
  }

  /**
   * @param schemaMaker makes this version's tables, without rows, in the standby's database
   */
  public record Means(Runnable schemaMaker, Patience patience) {}

  public SqlServerReplication(Server primary, Server standby, Options options, Means means) {
    this.primary = primary;
    this.standby = standby;
    this.options = options;
    this.means = means;
  }

  @Override
  public ReplicationPlan plan() {
    return onBoth(pair -> look(steps(pair)));
  }

  @Override
  public ReplicationPlan apply(ReplicationProgress progress) {
    return onBoth(
        pair -> {
          List<Step> steps = steps(pair);
          requireUnblocked(look(steps));
          steps.forEach(step -> apply(step, progress));
          return look(steps);
        });
  }

  @Override
  public ReplicationStatus status() {
    return new StatusReading(primary, standby).read();
  }

  @Override
  public ReplicationPlan planRemoval() {
    return new SqlServerRemoval(primary, standby).plan();
  }

  @Override
  public ReplicationPlan remove(ReplicationProgress progress) {
    return new SqlServerRemoval(primary, standby).apply(progress);
  }

  /** Marks the direction for a new snapshot, makes it, and waits until it has come over. */
  @Override
  public SeedReport reseed(Direction direction, ReplicationProgress progress) {
    return onBoth(
        pair -> {
          Flow flow = pair.flow(direction);
          new Reseed(flow).mark();
          new SeedSteps(flow, options, means.patience())
              .steps()
              .forEach(step -> apply(step, progress));
          return new Reseed(flow).report();
        });
  }

  private static void requireUnblocked(ReplicationPlan plan) {
    if (!plan.blocked().isEmpty()) {
      throw new ReplicationException(
          Reason.REFUSED, "Nothing was done.\n" + new ReplicationPlan(plan.blocked()).text());
    }
  }

  /** Looks again, since an earlier step may have changed what this one finds. */
  static void apply(Step step, ReplicationProgress progress) {
    PlanStep before = step.look();
    switch (before.state()) {
      case DONE, ADVICE -> {}
      case BLOCKED ->
          throw new ReplicationException(Reason.REFUSED, before.what() + ": " + before.note());
      case TO_DO -> {
        progress.begins(before);
        step.act(progress);
      }
    }
  }

  static ReplicationPlan look(List<Step> steps) {
    return new ReplicationPlan(steps.stream().map(Step::look).toList());
  }

  private List<Step> steps(Pair pair) {
    Side p = pair.primary();
    Side s = pair.standby();
    List<Flow> flows = List.of(pair.flow(Direction.TO_STANDBY), pair.flow(Direction.TO_PRIMARY));
    List<Step> steps = new ArrayList<>();
    steps.addAll(new ServerChecks(p).steps());
    steps.addAll(new ServerChecks(s).steps());
    steps.addAll(new PairChecks(p, s).steps());
    steps.addAll(new VaultTables(p, s, means.schemaMaker()).steps());
    steps.addAll(new DistributorSteps(p, options).steps());
    steps.addAll(new DistributorSteps(s, options).steps());
    for (Flow flow : flows) {
      steps.addAll(new InboxSteps(flow).steps());
      steps.addAll(new PublicationSteps(flow).steps());
      steps.add(new JobSteps(flow, options, means.patience()));
    }
    steps.add(new StandbyRights(s));
    for (Flow flow : flows) {
      steps.addAll(new SeedSteps(flow, options, means.patience()).steps());
    }
    steps.add(new StandbyRights(s)); // whatever a snapshot did to them
    steps.add(new WatcherRights(p)); // the first snapshot makes tables to watch
    steps.add(new WatcherRights(s));
    return steps;
  }

  private <T> T onBoth(Function<Pair, T> work) {
    try (SqlServerSession p = primary.sessions().open();
        SqlServerSession s = standby.sessions().open()) {
      return work.apply(new Pair(primary.at(Where.PRIMARY, p), standby.at(Where.STANDBY, s)));
    }
  }

  /** Both servers while they are worked on. */
  record Pair(Side primary, Side standby) {
    Flow flow(Direction direction) {
      ReplicationChannel channel = new ReplicationChannel(standby.vault().node(), direction);
      return direction == Direction.TO_STANDBY
          ? new Flow(channel, primary, standby)
          : new Flow(channel, standby, primary);
    }
  }
}
