package org.tandemvault.tools.replication;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(4);

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
      return new Told(NOT_CONFIGURED, NOT_CONFIGURED, List.of());
    }
    Beats before = beats();
    pause();
    Beats after = beats();
    ReplicationStatus now = replication.status(); // a stray row shows only in what grows
    String master = servers.node(Side.MASTER).value();
    String slave = servers.node(Side.SLAVE).value();
    boolean nodes =
        grows(before.atMaster(), after.atMaster(), master)
            && grows(before.atSlave(), after.atSlave(), slave);
    List<String> problems =
        java.util.stream.Stream.concat(
                now.problems().stream(), now.ends().filter(e -> !e.isRunning()).map(Statuses::told))
            .toList();
    return new Told(word(nodes && now.isRunning()), word(now.isRunning()), problems);
  }

  private static String word(boolean good) {
    return good ? ALIVE : FAILED;
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

  private static void pause() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(BETWEEN_READINGS.toMillis(), TimeUnit.MILLISECONDS);
    if (never) {
      throw new IllegalStateException("nobody counts this latch down");
    }
  }
}
