package org.tandemvault.db.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;
import org.tandemvault.db.replication.ReplicationException.Reason;

/**
 * What the receiver of a channel does when its sender gave it up after too long a split: it copies
 * the rows anew, as the owner of its own database and with its replication certificate at the
 * sender's. Readers see the old rows until the new ones are complete; docs/adr/0061.
 *
 * <p>Only a channel that is set up here and lost there is healed. One that a person removed, or
 * whose sender does not know it, is left to a person. A run that broke is known by a file, and the
 * next one begins anew. Not for several threads at once.
 */
public final class SelfHealing {
  private final ReplicationChannel channel;
  private final Server receiver;
  private final Server sender;
  private final Path begun;
  private final String name;

  /**
   * @param receiver this node's database
   * @param sender the other node's, as the replication role
   * @param begun the file that says that a run began, and by which way the sender was followed
   */
  public SelfHealing(ReplicationChannel channel, Server receiver, Server sender, Path begun) {
    this.channel = channel;
    this.receiver = receiver;
    this.sender = sender;
    this.begun = begun;
    this.name = new ReplicationNames(channel.standby()).channel(channel.direction());
  }

  /**
   * Has the next look begin a copy by that way, though the channel was never set up here: after a
   * promotion each side begins by itself.
   */
  public void begin(String way) {
    remember(way);
  }

  /** Whether an earlier run broke, or a first one was asked for. */
  public boolean isUnderWay() {
    return Files.exists(begun);
  }

  /**
   * Copies anew if the sender has lost the channel.
   *
   * @return empty if there was nothing to do, or the sender does not answer
   * @throws ReplicationException if it failed; the old rows are there, and it may be tried again
   */
  public Optional<SeedReport> heal(ReplicationProgress progress) {
    if (!isUnderWay() && !isSetUpHere()) {
      return Optional.empty(); // a person removed it
    }
    try (ServerSession there = sender.access().open()) {
      return isNeeded(there) ? seed(there, progress) : Optional.empty();
    } catch (ReplicationException e) {
      if (e.reason() == Reason.UNREACHABLE) {
        return Optional.empty(); // the link is cut still; nothing can be known
      }
      throw e;
    }
  }

  private Optional<SeedReport> seed(ServerSession there, ReplicationProgress progress) {
    try (ServerSession here = receiver.access().open()) {
      Where receiving = channel.direction() == Direction.TO_STANDBY ? Where.STANDBY : Where.PRIMARY;
      Where sending = receiving == Where.STANDBY ? Where.PRIMARY : Where.STANDBY;
      Channel rows =
          new Channel(
              channel.standby(),
              channel.direction(),
              new ServerSide(sending, sender.site(), sender.access(), there),
              new ServerSide(receiving, receiver.site(), receiver.access(), here));
      Optional<String> way = rows.way().or(this::wayOfBrokenRun);
      rows.requireAlone();
      if (way.isEmpty() || !isNeeded(there)) {
        return Optional.empty(); // removed by a person, or healed by another node meanwhile
      }
      remember(way.get());
      SeedReport report = rows.seed(way.get(), progress);
      forget();
      return Optional.of(report);
    }
  }

  private boolean isSetUpHere() {
    try (ServerSession here = receiver.access().open()) {
      return Subscriptions.all(here).contains(name);
    }
  }

  private boolean isNeeded(ServerSession there) {
    return isUnderWay() && offers(there) || isLost(there);
  }

  /** A node that has yet to rejoin after a promotion publishes nothing for this channel. */
  private boolean offers(ServerSession there) {
    List<String> wanted = new Publications(channel.standby()).namesOf(channel.direction());
    return new HashSet<>(there.words("SELECT pubname FROM pg_publication")).containsAll(wanted);
  }

  private boolean isLost(ServerSession there) {
    return there.exists(
        "SELECT slot_name FROM pg_replication_slots WHERE slot_name = ?"
            + " AND (wal_status = 'lost' OR invalidation_reason IS NOT NULL)",
        name);
  }

  private Optional<String> wayOfBrokenRun() {
    try {
      return isUnderWay() ? Optional.of(Files.readString(begun)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(String way) {
    try {
      OwnerOnlyFile.replace(begun, way.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(begun);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The channel by which {@code self} follows {@code peer}. */
  public static ReplicationChannel incoming(NodeId self, NodeId peer, boolean selfIsStandby) {
    return selfIsStandby
        ? new ReplicationChannel(self, Direction.TO_STANDBY)
        : new ReplicationChannel(peer, Direction.TO_PRIMARY);
  }
}
