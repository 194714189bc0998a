package org.tandemvault.db.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.Removal.NoPublication;
import org.tandemvault.db.replication.Removal.NoRowRules;
import org.tandemvault.db.replication.Removal.NoSlot;
import org.tandemvault.db.replication.Removal.NoSubscription;
import org.tandemvault.db.replication.Removal.NothingForNobody;

/** What is to be gone from each side of a standby's replication. */
final class RemovalSteps {
  private final ReplicationNames names;
  private final Publications publications;

  RemovalSteps(NodeId standby) {
    this.names = new ReplicationNames(standby);
    this.publications = new Publications(standby);
  }

  /** The standby follows nobody. */
  List<Step> standbyFirst(ServerSide side) {
    return List.of(new NoSubscription(side, names.channel(Direction.TO_STANDBY)));
  }

  /** The primary follows nobody and offers nothing. */
  List<Step> primary(ServerSide side) {
    List<Step> steps = new ArrayList<>();
    steps.add(new NoSubscription(side, names.channel(Direction.TO_PRIMARY)));
    steps.add(new NoSlot(side, names.channel(Direction.TO_STANDBY)));
    for (String publication : publications.namesOf(Direction.TO_STANDBY)) {
      if (!publication.equals(ReplicationNames.TABLES)) {
        steps.add(new NoPublication(side, publication));
      }
    }
    steps.add(new NothingForNobody(side));
    return steps;
  }

  /** The standby offers nothing, once nobody reads from it. */
  List<Step> standbyRest(ServerSide side) {
    List<Step> steps = new ArrayList<>();
    steps.add(new NoSlot(side, names.channel(Direction.TO_PRIMARY)));
    publications
        .namesOf(Direction.TO_PRIMARY)
        .forEach(publication -> steps.add(new NoPublication(side, publication)));
    steps.add(new NoRowRules(side));
    steps.add(new NothingForNobody(side));
    return steps;
  }

  /** All of a standby's side, whatever the primary does. */
  List<Step> standby(ServerSide side) {
    return Stream.concat(standbyFirst(side).stream(), standbyRest(side).stream()).toList();
  }
}
