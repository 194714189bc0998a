package org.tandemvault.db.replication;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.ReplicationException.Reason;

/**
 * PostgreSQL's logical replication between two servers, bundled or not; docs/adr/0060 and 0061.
 *
 * <p>Signs in anew for each call, so that nothing is held open meanwhile.
 */
public final class PostgreSqlReplication implements ReplicationAdmin {
  private final Server primary;
  private final Server standby;
  private final Runnable schemaMaker;
  private final Clock clock;

  /** A server and the way in. */
  public record Server(ReplicationSite site, ServerAccess access) {}

  /**
   * @param schemaMaker makes this version's tables, without rows, in the standby's database
   */
  public PostgreSqlReplication(Server primary, Server standby, Runnable schemaMaker, Clock clock) {
    this.primary = primary;
    this.standby = standby;
    this.schemaMaker = schemaMaker;
    this.clock = clock;
  }

  @Override
  public ReplicationPlan plan() {
    return onBoth(sides -> look(sides));
  }

  @Override
  public ReplicationPlan apply(ReplicationProgress progress) {
    return onBoth(
        sides -> {
          look(sides).requireUnblocked();
          steps(sides).forEach(step -> apply(step, progress));
          return look(sides);
        });
  }

  @Override
  public ReplicationStatus status() {
    return new StatusReading(primary, standby, clock).read();
  }

  @Override
  public ReplicationPlan planRemoval() {
    return new Removal(primary, standby).plan();
  }

  @Override
  public ReplicationPlan remove(ReplicationProgress progress) {
    return new Removal(primary, standby).apply(progress);
  }

  @Override
  public SeedReport reseed(Direction direction, ReplicationProgress progress) {
    return onBoth(sides -> sides.channel(direction).seed(progress));
  }

  /** Looks again, since an earlier step may have changed what this one finds. */
  private static void apply(Step step, ReplicationProgress progress) {
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

  /** Who lacks the basics, such as the rights of a superuser, may not even look at the rest. */
  private ReplicationPlan look(Sides sides) {
    ReplicationPlan basics = look(settings(sides));
    return basics.blocked().isEmpty() ? look(steps(sides)) : basics;
  }

  private static ReplicationPlan look(List<Step> steps) {
    return new ReplicationPlan(steps.stream().map(Step::look).toList());
  }

  private static List<Step> settings(Sides sides) {
    return List.of(
        new ServerSettings(Where.PRIMARY, sides.primary().session()),
        new ServerSettings(Where.STANDBY, sides.standby().session()));
  }

  private List<Step> steps(Sides sides) {
    ServerSide p = sides.primary();
    ServerSide s = sides.standby();
    Publications publications = new Publications(s.site().node());
    List<Step> steps = new ArrayList<>(settings(sides));
    steps.add(new Neighbours(Where.PRIMARY, p.session()));
    steps.add(new Neighbours(Where.STANDBY, s.session()));
    steps.addAll(new Schemas(p, s, schemaMaker).steps());
    steps.add(new ReplicationRole(p, Publications.tablesOf(Direction.TO_STANDBY)));
    steps.add(new ReplicationRole(s, Publications.tablesOf(Direction.TO_PRIMARY)));
    steps.add(new StandbyRights(s.session(), s.site().node(), s.site().applicationUser()));
    steps.addAll(publications.steps(p, Direction.TO_STANDBY));
    steps.addAll(publications.steps(s, Direction.TO_PRIMARY));
    steps.add(new RouteTrial(s, p));
    steps.add(new RouteTrial(p, s));
    steps.add(sides.channel(Direction.TO_STANDBY));
    steps.add(sides.channel(Direction.TO_PRIMARY));
    return steps;
  }

  private <T> T onBoth(Function<Sides, T> work) {
    try (ServerSession p = primary.access().open();
        ServerSession s = standby.access().open()) {
      return work.apply(
          new Sides(
              new ServerSide(Where.PRIMARY, primary.site(), primary.access(), p),
              new ServerSide(Where.STANDBY, standby.site(), standby.access(), s)));
    }
  }

  /** Both servers while they are worked on. */
  private record Sides(ServerSide primary, ServerSide standby) {
    Channel channel(Direction direction) {
      return direction == Direction.TO_STANDBY
          ? new Channel(standby.site().node(), direction, primary, standby)
          : new Channel(standby.site().node(), direction, standby, primary);
    }
  }

  /** The two ends of this standby's channels that a look found. */
  static List<ReplicationEnd> of(ReplicationSite standby, List<ReplicationEnd> all) {
    Stream<ReplicationEnd> ours =
        all.stream().filter(end -> end.channel().standby().equals(standby.node()));
    return ours.toList();
  }
}
