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
import org.tandemvault.db.replication.sqlserver.tsql.LockCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Place;

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

  /** What else it works with: the tables of both databases, as this version has them. */
  public record Means(Schema primarySchema, Schema standbySchema, Patience patience) {}

  public SqlServerReplication(Server primary, Server standby, Options options, Means means) {
    this.primary = primary;
    this.standby = standby;
    this.options = options;
    this.means = means;
  }

  @Override
  public ReplicationPlan plan() {
    return onBoth(pair -> lookAfterChecks(pair, steps(pair)));
  }

  @Override
  public ReplicationPlan apply(ReplicationProgress progress) {
    return onBoth(
        pair -> {
          look(checks(pair)).requireUnblocked();
          pair.lock();
          List<Step> steps = steps(pair);
          look(steps).requireUnblocked();
          steps.forEach(step -> apply(step, progress));
          return look(steps);
        });
  }

  @Override
  public ReplicationPlan planUpgrade() {
    return onBoth(
        pair -> {
          ReplicationPlan before = look(upgradeChecks(pair));
          List<Step> steps = new ArrayList<>(new SchemaUpgrade(pair, means).steps());
          steps.addAll(steps(pair));
          return before.blocked().isEmpty() ? look(steps) : before;
        });
  }

  @Override
  public ReplicationPlan upgrade(ReplicationProgress progress) {
    onBoth(
        pair -> {
          look(upgradeChecks(pair)).requireUnblocked();
          pair.lock();
          new SchemaUpgrade(pair, means).steps().forEach(step -> apply(step, progress));
          return pair;
        });
    return apply(progress);
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
          look(checks(pair)).requireUnblocked();
          pair.lock();
          Flow flow = pair.flow(direction);
          new Reseed(flow).requirePublished();
          if (direction == Direction.TO_PRIMARY) {
            apply(new OwnEvents(pair.primary(), pair.standby()), progress);
          }
          new Reseed(flow).mark();
          new SeedSteps(flow, options, means.patience())
              .steps()
              .forEach(step -> apply(step, progress));
          return new Reseed(flow).report();
        });
  }

  /** What a server cannot do at all is told alone: the rest could not even be looked at. */
  private static ReplicationPlan lookAfterChecks(Pair pair, List<Step> steps) {
    ReplicationPlan checks = look(checks(pair));
    return checks.blocked().isEmpty() ? look(steps) : checks;
  }

  /** Looks again, since an earlier step may have changed what this one finds. */
  static void apply(Step step, ReplicationProgress progress) {
    PlanStep before = step.look();
    switch (before.state()) {
      case DONE, ADVICE -> {}
      case BLOCKED, FORBIDDEN ->
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
    List<Flow> flows = pair.flows();
    List<Step> steps = new ArrayList<>(checks(pair));
    steps.addAll(new VaultTables(p, s, means.standbySchema()::make).steps());
    steps.add(new OwnEvents(p, s));
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

  private static List<Step> checks(Pair pair) {
    List<Step> steps = new ArrayList<>();
    steps.addAll(new ServerChecks(pair.primary()).steps());
    steps.addAll(new ServerChecks(pair.standby()).steps());
    steps.addAll(new PairChecks(pair.primary(), pair.standby()).steps());
    return steps;
  }

  private List<Step> upgradeChecks(Pair pair) {
    List<Step> steps = new ArrayList<>(checks(pair));
    // these can only be looked at where nothing else is in the way
    if (look(steps).blocked().isEmpty()) {
      steps.addAll(
          new VaultTables(pair.primary(), pair.standby(), means.standbySchema()::make)
              .beforeUpgrade());
    }
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
    List<Flow> flows() {
      return List.of(flow(Direction.TO_STANDBY), flow(Direction.TO_PRIMARY));
    }

    /** Two runs at once would undo each other's passwords. */
    void lock() {
      for (Side side : List.of(primary, standby)) {
        try {
          side.session().run(new LockCalls(Place.MASTER).take());
        } catch (ReplicationException e) {
          throw new ReplicationException(
              Reason.REFUSED,
              "Another set-up works on "
                  + side.session().server()
                  + ": wait until it has ended. "
                  + e.getMessage(),
              e);
        }
      }
    }

    Flow flow(Direction direction) {
      ReplicationChannel channel = new ReplicationChannel(standby.vault().node(), direction);
      return direction == Direction.TO_STANDBY
          ? new Flow(channel, primary, standby)
          : new Flow(channel, standby, primary);
    }
  }
}
