package org.tandemvault.db.replication;

import java.util.Optional;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;

/**
 * The names of everything replication makes. All but the role carry the standby's id, so that one
 * primary has room for many. Node ids hold no underscore and slot names no minus, so the two are
 * exchanged for each other without loss.
 */
final class ReplicationNames {
  /** Signs in by certificate; reads what is published. */
  static final String ROLE = "vault_replication";

  /** The primary's tables, the same for all standbys. */
  static final String TABLES = "vault_tables";

  /** Begins every name that is made here. */
  static final String PREFIX = "vault_";

  private static final String TO = "vault_to_";
  private static final String FROM = "vault_from_";

  private final NodeId standby;

  ReplicationNames(NodeId standby) {
    this.standby = standby;
  }

  /** The subscription at the receiver, and the slot of the same name at the sender. */
  String channel(Direction direction) {
    return (direction == Direction.TO_STANDBY ? TO : FROM) + slotWord(standby);
  }

  /** The publication of audit events. */
  String audit(Direction direction) {
    return (direction == Direction.TO_STANDBY ? "vault_audit_to_" : "vault_audit_of_")
        + slotWord(standby);
  }

  /** The publication of heartbeats. */
  String heartbeat(Direction direction) {
    return (direction == Direction.TO_STANDBY ? "vault_beat_to_" : "vault_beat_of_")
        + slotWord(standby);
  }

  /** The channel of a slot or a subscription; empty if the name is not one of ours. */
  static Optional<ReplicationChannel> channelOf(String name) {
    if (name.startsWith(TO)) {
      return Optional.of(
          new ReplicationChannel(node(name.substring(TO.length())), Direction.TO_STANDBY));
    }
    if (name.startsWith(FROM)) {
      return Optional.of(
          new ReplicationChannel(node(name.substring(FROM.length())), Direction.TO_PRIMARY));
    }
    return Optional.empty();
  }

  private static String slotWord(NodeId node) {
    return node.value().replace('-', '_');
  }

  private static NodeId node(String slotWord) {
    return new NodeId(slotWord.replace('_', '-'));
  }
}
