package org.tandemvault.tools.replication.join;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tandemvault.conf.ReplicationConf.Peer;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.db.replication.HeartbeatReading;
import org.tandemvault.db.replication.OwnSide;

/**
 * Both statuses, as this node's database alone tells them: a node works while its beats grow here,
 * and a peer's arrive only while its channel runs.
 */
final class JoinStatus {
  static final String ALIVE = "Alive";
  static final String FAILED = "Failed";
  static final String NOT_CONFIGURED = "Not configured";
  private static final int ENDS = 2;
  private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);
  private static final int READINGS = 10;

  private final JoinedNode node;
  private final List<Peer> peers;
  private final List<String> problems = new ArrayList<>();

  JoinStatus(JoinedNode node, List<Peer> peers) {
    this.node = node;
    this.peers = peers;
  }

  /** The two words, and what is the matter. */
  record Told(String highAvailability, String replication, List<String> problems) {
    static final Told STOPPED =
        new Told(
            FAILED,
            FAILED,
            List.of("This node does not run: start it with bin/start.sh (or its service)."));

    boolean isGood() {
      return highAvailability.equals(ALIVE) && replication.equals(ALIVE);
    }
  }

  Told read() throws InterruptedException {
    Map<String, List<ReplicationEnd>> ends = ends();
    if (ends.values().stream().allMatch(List::isEmpty)) {
      return new Told(
          NOT_CONFIGURED,
          NOT_CONFIGURED,
          List.of(
              "Replication is not set up here: bin/ConfigureReplication.sh setup --peer CARD."));
    }
    boolean channels = true;
    for (Map.Entry<String, List<ReplicationEnd>> of : ends.entrySet()) {
      channels &= run(of.getKey(), of.getValue());
    }
    Map<String, Boolean> beats = beats();
    boolean own = beats.get(node.conf().node().id());
    boolean others = peers.stream().allMatch(peer -> beats.get(peer.id()));
    beats.forEach(this::tellSilent);
    boolean replicates = channels && others;
    return new Told(word(replicates && own), word(replicates), problems);
  }

  private Map<String, List<ReplicationEnd>> ends() {
    Map<String, List<ReplicationEnd>> all = new HashMap<>();
    for (Peer peer : peers) {
      OwnSide side = node.sideTo(peer.id());
      all.put(peer.id(), side.ends(Clock.systemUTC()));
    }
    return all;
  }

  private boolean run(String peer, List<ReplicationEnd> ends) {
    if (ends.size() < ENDS) {
      problems.add(
          "Replication with "
              + peer
              + " is half set up: run bin/ConfigureReplication.sh setup --peer CARD on that node"
              + " too, and start both.");
    }
    ends.stream()
        .filter(end -> !end.isRunning() || !end.finding().reason().isEmpty())
        .forEach(end -> problems.add(end.finding().reason() + " " + end.finding().remedy()));
    return ends.size() == ENDS && ends.stream().allMatch(ReplicationEnd::isRunning);
  }

  private void tellSilent(String of, boolean beats) {
    if (!beats) {
      problems.add(
          of.equals(node.conf().node().id())
              ? Told.STOPPED.problems().getFirst()
              : "No new beat of node "
                  + of
                  + " arrives here: it does not run, or is out of reach.");
    }
  }

  /** Whose beats grow, read until all have grown or a while has gone by. */
  private Map<String, Boolean> beats() throws InterruptedException {
    HeartbeatReading reading = new HeartbeatReading(node.database().server().access());
    Map<String, Long> first = reading.beats();
    Map<String, Boolean> grown = new HashMap<>();
    grown.put(node.conf().node().id(), false);
    peers.forEach(peer -> grown.put(peer.id(), false));
    for (int i = 0; i < READINGS && grown.containsValue(false); i++) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_READINGS.toMillis());
      Map<String, Long> now = reading.beats();
      grown.replaceAll(
          (id, yet) -> yet || now.getOrDefault(id, -1L) > first.getOrDefault(id, Long.MAX_VALUE));
    }
    return grown;
  }

  private static String word(boolean good) {
    return good ? ALIVE : FAILED;
  }
}
