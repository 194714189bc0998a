package org.tandemvault.db.replication;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;

/**
 * This node's end of the replication with one peer, set up without the peer's administrator: the
 * two nodes' ends are made one by one, each beside its node, and the rows come over as soon as both
 * are there; docs/adr/0065. Every step looks before it acts.
 */
public final class OwnSide {
  private final Server own;
  private final Where where;
  private final NodeId standby;
  private final Runnable schemaMaker;

  /**
   * @param own this node's database, as an administrator of its server
   * @param peer the other node
   * @param isStandby whether this node is the standby of the two
   * @param schemaMaker makes this version's tables, without rows, in a standby's database
   */
  public OwnSide(Server own, NodeId peer, boolean isStandby, Runnable schemaMaker) {
    this.own = own;
    this.where = isStandby ? Where.STANDBY : Where.PRIMARY;
    this.standby = isStandby ? own.site().node() : peer;
    this.schemaMaker = schemaMaker;
  }

  /** What is there and what is to be done; changes nothing. */
  public ReplicationPlan plan() {
    return new OwnSteps(own, where, this::preparation).plan();
  }

  /**
   * Offers what the peer is to follow, and holds a standby's login to what it may do.
   *
   * @throws ReplicationException if a step is blocked; nothing was done
   */
  public void apply(ReplicationProgress progress) {
    new OwnSteps(own, where, this::preparation).apply(progress);
  }

  /** What {@link #remove} would do; changes nothing. */
  public ReplicationPlan planRemoval() {
    return new OwnSteps(own, where, this::removal).plan();
  }

  /** Takes away all but the rows. The peer need not answer. */
  public void remove(ReplicationProgress progress) {
    new OwnSteps(own, where, this::removal).apply(progress);
  }

  /** Whether this database follows the peer's: the rows came over, and changes come. */
  public boolean follows() {
    try (ServerSession session = own.access().open()) {
      return session.exists(
          "SELECT subname FROM pg_subscription WHERE subname = ?"
              + " AND obj_description(oid, 'pg_subscription') = ?",
          new ReplicationNames(standby).channel(incoming().direction()),
          Channel.SEEDED);
    }
  }

  /** The channel by which it follows. */
  public ReplicationChannel incoming() {
    return new ReplicationChannel(
        standby, where == Where.STANDBY ? Direction.TO_STANDBY : Direction.TO_PRIMARY);
  }

  /** The ends of the two channels in this database, as far as they are there. */
  public List<ReplicationEnd> ends(Clock clock) {
    return StatusReading.endsIn(own.access(), clock).stream()
        .filter(end -> end.channel().standby().equals(standby))
        .toList();
  }

  private List<Step> preparation(ServerSide side) {
    Direction outgoing = where == Where.STANDBY ? Direction.TO_PRIMARY : Direction.TO_STANDBY;
    List<Step> steps = new ArrayList<>();
    steps.add(new ServerSettings(where, side.session()));
    steps.add(new OwnTables(side, schemaMaker));
    steps.add(new ReplicationRole(side, Publications.tablesOf(outgoing)));
    steps.addAll(new Publications(standby).steps(side, outgoing));
    if (where == Where.STANDBY) {
      steps.add(new StandbyRights(side.session(), standby, side.site().applicationUser()));
    }
    return steps;
  }

  private List<Step> removal(ServerSide side) {
    RemovalSteps steps = new RemovalSteps(standby);
    return where == Where.STANDBY ? steps.standby(side) : steps.primary(side);
  }

  /** This version's tables are there. A primary's node makes its own when it starts. */
  private record OwnTables(ServerSide side, Runnable schemaMaker) implements Step {
    private static final String WHAT = "The tables of this version are there";

    @Override
    public PlanStep look() {
      if (TableShapes.of(side.session()).keySet().containsAll(Schemas.replicated())) {
        return PlanStep.done(side.where(), WHAT);
      }
      return side.where() == Where.STANDBY
          ? new PlanStep(
              side.where(),
              WHAT,
              List.of(),
              PlanStep.State.TO_DO,
              "They will be made with this version's changelog.")
          : PlanStep.blocked(
              side.where(), WHAT, "Start the primary's node once, which makes its tables.");
    }

    @Override
    public void act(ReplicationProgress progress) {
      schemaMaker.run();
    }
  }
}
