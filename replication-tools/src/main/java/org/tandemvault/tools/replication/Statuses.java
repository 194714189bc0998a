package org.tandemvault.tools.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationStatus;

/**
 * Both statuses, from what the databases tell alone: a node works while its beats grow in its own
 * database, and a direction works while they grow in the other one.
 */
final class Statuses {
  static final String ALIVE = "Alive";
  static final String FAILED = "Failed";
  static final String NOT_CONFIGURED = "Not configured";

  private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);
  private static final int READINGS = 8;

  private final ServerPair servers;
  private final ReplicationAdmin replication;

  Statuses(ServerPair servers) {
    this.servers = servers;
    this.replication = servers.replication();
  }

  /** The two words, and what is the matter. */
  record Told(String highAvailability, String replication, List<String> problems) {}

  Told read() throws InterruptedException {
    ReplicationStatus first = replication.status();
    if (first.atPrimary().isEmpty() && first.atStandby().isEmpty() && reachable()) {
      return new Told(NOT_CONFIGURED, NOT_CONFIGURED, first.problems());
    }
    Beats before = beats();
    Beats after = later(before);
    ReplicationStatus now = replication.status(); // a stray row shows only in what grows
    String master = servers.node(Side.MASTER).value();
    String slave = servers.node(Side.SLAVE).value();
    List<String> problems = new ArrayList<>(now.problems());
    now.ends().filter(Statuses::hasReason).map(Statuses::told).forEach(problems::add);
    boolean nodes = true;
    boolean travels = true;
    if (!before.failed() && !after.failed()) {
      boolean masterBeats = grows(before.atMaster(), after.atMaster(), master);
      boolean slaveBeats = grows(before.atSlave(), after.atSlave(), slave);
      boolean arrivesAtSlave = grows(before.atSlave(), after.atSlave(), master);
      boolean arrivesAtMaster = grows(before.atMaster(), after.atMaster(), slave);
      nodes = masterBeats && slaveBeats;
      travels = masterBeats == arrivesAtSlave && slaveBeats == arrivesAtMaster;
      silent(masterBeats, master, Side.MASTER).ifPresent(problems::add);
      silent(slaveBeats, slave, Side.SLAVE).ifPresent(problems::add);
      stuck(masterBeats && !arrivesAtSlave, master, slave).ifPresent(problems::add);
      stuck(slaveBeats && !arrivesAtMaster, slave, master).ifPresent(problems::add);
    }
    boolean replicates = now.isRunning() && travels;
    return new Told(word(nodes && replicates), word(replicates), problems);
  }

  private static Optional<String> silent(boolean beats, String node, Side side) {
    return beats
        ? Optional.empty()
        : Optional.of(
            "Node "
                + node
                + " does not work: no new beat of it is in its database. Start it, or name the"
                + " right node with "
                + Setting.NODE.flag(side)
                + ".");
  }

  private static Optional<String> stuck(boolean is, String from, String to) {
    return is
        ? Optional.of("The beats of node " + from + " do not arrive in the database of " + to + ".")
        : Optional.empty();
  }

  private static String word(boolean good) {
    return good ? ALIVE : FAILED;
  }

  /** Copies that differ are told although the channel runs. */
  private static boolean hasReason(ReplicationEnd end) {
    return !end.isRunning() || !end.finding().reason().isEmpty();
  }

  private static String told(ReplicationEnd end) {
    return end.finding().reason() + " " + end.finding().remedy();
  }

  private boolean reachable() {
    return !beats().failed();
  }

  private record Beats(Map<String, Long> atMaster, Map<String, Long> atSlave, boolean failed) {}

  private Beats beats() {
    try {
      return new Beats(servers.beats(Side.MASTER), servers.beats(Side.SLAVE), false);
    } catch (ReplicationException unreachable) {
      return new Beats(Map.of(), Map.of(), true); // told as a problem of the status
    }
  }

  private static boolean grows(Map<String, Long> before, Map<String, Long> after, String node) {
    return after.getOrDefault(node, Long.MIN_VALUE) > before.getOrDefault(node, Long.MAX_VALUE);
  }

  /** Reads until everything has grown, or a while has gone by. */
  private Beats later(Beats before) throws InterruptedException {
    Beats now = before;
    for (int i = 0; i < READINGS && !allGrow(before, now); i++) {
      pause();
      now = beats();
    }
    return now;
  }

  private boolean allGrow(Beats before, Beats now) {
    return Stream.of(Side.values())
        .map(side -> servers.node(side).value())
        .allMatch(
            node ->
                grows(before.atMaster(), now.atMaster(), node)
                    && grows(before.atSlave(), now.atSlave(), node));
  }

  private static void pause() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(BETWEEN_READINGS.toMillis(), TimeUnit.MILLISECONDS);
    if (never) {
      throw new IllegalStateException("nobody counts this latch down");
    }
  }
}
