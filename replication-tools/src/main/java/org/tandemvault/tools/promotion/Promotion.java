package org.tandemvault.tools.promotion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.conf.ReplicationConf.Peer;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.db.policy.JdbiEpochs;
import org.tandemvault.db.replication.HeartbeatReading;
import org.tandemvault.db.replication.RoleChange;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.node.CopyToBegin;
import org.tandemvault.tools.node.OwnDatabase;
import org.tandemvault.tools.node.PeerDatabase;

/** This standby becomes the primary. */
final class Promotion {
  private static final Duration BEATS_WATCHED = Duration.ofSeconds(4);

  private final VaultConf conf;
  private final OwnDatabase database;
  private final Promote.Talk talk;
  private final Clock clock;
  private final RoleChange change;

  Promotion(VaultConf conf, OwnDatabase database, Promote.Talk talk, Clock clock) {
    this.conf = conf;
    this.database = database;
    this.talk = talk;
    this.clock = clock;
    this.change = new RoleChange(database.server());
  }

  ToolExit run() throws InterruptedException {
    List<Peer> primaries =
        conf.replication().peers().stream().filter(p -> p.role() == Role.PRIMARY).toList();
    requireGone(primaries);
    primaries.forEach(this::tellWhatMayBeMissing);
    List<NodeId> standbys =
        conf.replication().peers().stream().map(p -> new NodeId(p.id())).toList();
    if (talk.dryRun()) {
      talk.say(change.planPromotion(standbys).text());
      talk.say("Nothing was changed.");
      return ToolExit.DONE;
    }
    talk.confirm(conf.node().id());
    return promote(primaries, standbys);
  }

  /** A primary lives if its beats grow here; clocks are not looked at. */
  private void requireGone(List<Peer> primaries) throws InterruptedException {
    HeartbeatReading reading = new HeartbeatReading(database.server().access());
    Map<String, Long> before = reading.beats();
    TimeUnit.MILLISECONDS.sleep(BEATS_WATCHED.toMillis());
    Map<String, Long> after = reading.beats();
    for (Peer primary : primaries) {
      boolean alive =
          !after.getOrDefault(primary.id(), 0L).equals(before.getOrDefault(primary.id(), 0L));
      if (alive && !talk.force()) {
        throw new ToolException(
            ToolExit.REFUSED,
            "The primary "
                + primary.id()
                + " is alive: its heartbeat arrives. Stop it first (bin/stop.sh there), or use"
                + " --force; it then takes no more changes as soon as it hears of this node.");
      }
    }
  }

  private void tellWhatMayBeMissing(Peer primary) {
    NodeId id = new NodeId(primary.id());
    talk.say(
        "Here is everything that arrived from "
            + primary.id()
            + ". What it acknowledged after that may be missing:");
    talk.say("  last heartbeat from it:    " + told(change.newestBeatAt(id)));
    talk.say("  newest audit event of it:  " + told(change.newestEventAt(id)));
    talk.say("bin/promote.sh rejoin lists it, event by event, when " + primary.id() + " is back.");
  }

  private String told(Optional<Instant> at) {
    return at.map(
            when ->
                when.truncatedTo(ChronoUnit.SECONDS)
                    + " ("
                    + Math.max(0, Duration.between(when, clock.instant()).toSeconds())
                    + " s ago)")
        .orElse("none");
  }

  private ToolExit promote(List<Peer> primaries, List<NodeId> standbys)
      throws InterruptedException {
    Map<ReplicationChannel, String> ways = change.ways();
    StartedAgain started = new StartedAgain(conf);
    change.promote(standbys, talk.progress());
    for (Peer primary : primaries) {
      PeerDatabase.of(conf, primary)
          .ifPresent(peer -> new CopyToBegin(conf, primary.id()).ask(peer.way(ways)));
    }
    long epoch = beginEpoch();
    new NewRoles(conf)
        .write(
            Role.PRIMARY,
            peer -> Role.STANDBY,
            "Promoted to primary (epoch " + epoch + ") with bin/promote.sh");
    talk.say("Node " + conf.node().id() + " is the primary of epoch " + epoch + ".");
    ToolExit exit = started.await(Role.PRIMARY, talk, "takes changes");
    primaries.forEach(
        p ->
            talk.say(
                "When "
                    + p.id()
                    + " is back it takes no changes; make it a standby there:"
                    + " bin/promote.sh rejoin"));
    return exit;
  }

  private long beginEpoch() {
    Node node = new Node(new NodeId(conf.node().id()), NodeRole.PRIMARY, "");
    try (VaultDatabase open =
        VaultDatabase.openToPrepare(database.address(), database.owner(), 1)) {
      return new JdbiTransactions(open, node)
          .write(tx -> new JdbiEpochs().begin(tx, clock.instant().getEpochSecond()));
    }
  }
}
