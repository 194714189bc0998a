package org.tandemvault.db.replication.sqlserver;

import java.util.Optional;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;

/**
 * The names of everything the set-up makes; all but the log reader's login carry the standby's id,
 * so that one primary has room for many. Node ids hold no underscore, so they come back without
 * loss.
 */
final class Names {
  /** The login of the agent that reads a database's log; one for all publications. */
  static final String LOG_READER = "vault_log_reader";

  private static final String PREFIX = "vault_";
  private static final String TO = "to_";
  private static final String FROM = "from_";

  private Names() {}

  /** The publication of a channel, e.g. {@code vault_to_standby_b}. */
  static String publication(ReplicationChannel channel) {
    return PREFIX + suffix(channel);
  }

  /** {@code to_standby_b}. */
  static String suffix(ReplicationChannel channel) {
    return (channel.direction() == Direction.TO_STANDBY ? TO : FROM)
        + channel.standby().value().replace('-', '_');
  }

  static String snapshotLogin(ReplicationChannel channel) {
    return PREFIX + "snapshot_" + suffix(channel);
  }

  static String applyLogin(ReplicationChannel channel) {
    return PREFIX + "apply_" + suffix(channel);
  }

  /** Says that an agent got the newest password of its login. */
  static String passwordMark(String login) {
    return "Tandem Vault: agent of " + login;
  }

  /** Says that the newest snapshot came over. */
  static String deliveredMark(ReplicationChannel channel) {
    return "Tandem Vault: delivered " + suffix(channel);
  }

  /** Says that the distributor was made by the set-up, and for nothing else. */
  static final String DISTRIBUTOR_MARK = "Tandem Vault: made the distributor";

  /** The channel of a publication; empty if the name is not one of ours. */
  static Optional<ReplicationChannel> channelOf(String publication) {
    if (publication.startsWith(PREFIX + TO)) {
      return Optional.of(channel(publication, TO, Direction.TO_STANDBY));
    }
    if (publication.startsWith(PREFIX + FROM)) {
      return Optional.of(channel(publication, FROM, Direction.TO_PRIMARY));
    }
    return Optional.empty();
  }

  private static ReplicationChannel channel(String name, String word, Direction direction) {
    String node = name.substring(PREFIX.length() + word.length()).replace('_', '-');
    return new ReplicationChannel(new NodeId(node), direction);
  }
}
