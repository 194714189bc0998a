package org.tandemvault.db.replication;

import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel.Direction;

/** What each side offers, and which rows that are. */
final class Publications {
  private final ReplicationNames names;
  private final NodeId standby;

  Publications(NodeId standby) {
    this.names = new ReplicationNames(standby);
    this.standby = standby;
  }

  /**
   * The rows of the nodes' own tables that travel in this direction. A standby gets everybody's but
   * its own, so those of other standbys too; it gives its own only. So no row travels in a circle.
   */
  String filter(Direction direction) {
    String sign = direction == Direction.TO_STANDBY ? " <> " : " = ";
    return ReplicatedTables.NODE_COLUMN + sign + ServerSession.literal(standby.value());
  }

  /** What the subscription in this direction takes. */
  List<String> namesOf(Direction direction) {
    List<String> all = new ArrayList<>();
    if (direction == Direction.TO_STANDBY) {
      all.add(ReplicationNames.TABLES);
    }
    all.add(names.audit(direction));
    all.add(names.heartbeat(direction));
    return all;
  }

  /** The tables of this direction, in the order in which they are seeded. */
  static List<String> tablesOf(Direction direction) {
    return direction == Direction.TO_STANDBY
        ? Schemas.replicated()
        : List.of(ReplicatedTables.AUDIT, ReplicatedTables.HEARTBEAT);
  }

  List<Step> steps(ServerSide sender, Direction direction) {
    List<Step> steps = new ArrayList<>();
    if (direction == Direction.TO_STANDBY) {
      steps.add(
          new PublicationStep(
              sender,
              ReplicationNames.TABLES,
              ReplicatedTables.FROM_PRIMARY,
              "",
              PublicationStep.ALL_CHANGES));
    }
    String filter = filter(direction);
    steps.add(
        new PublicationStep(
            sender, names.audit(direction), List.of(ReplicatedTables.AUDIT), filter, "insert"));
    steps.add(
        new PublicationStep(
            sender,
            names.heartbeat(direction),
            List.of(ReplicatedTables.HEARTBEAT),
            filter,
            "insert, update"));
    return steps;
  }
}
