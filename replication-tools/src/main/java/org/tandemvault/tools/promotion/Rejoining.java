package org.tandemvault.tools.promotion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.RoleChange;
import org.tandemvault.db.replication.RoleChange.OwnEvent;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.node.CopyToBegin;
import org.tandemvault.tools.node.OwnDatabase;
import org.tandemvault.tools.node.PeerDatabase;

/** This node becomes a standby of the peer that was promoted. */
final class Rejoining {
  /** What people did that changes no row but the audit's. */
  private static final Set<String> NO_CHANGES =
      Set.of(
          "sign-in",
          "sign-out",
          "sign-in-refused",
          "access-refused",
          "reveal",
          "copy",
          "export",
          "node-start",
          "node-stop",
          "ha-change",
          "ha-drill",
          "audit-resume",
          "backup",
          "tool-run");

  private final VaultConf conf;
  private final OwnDatabase database;
  private final Promote.Talk talk;
  private final RoleChange change;

  /** The peer to follow. */
  private record Leader(PeerDatabase database, long epoch) {
    String id() {
      return database.peer().id();
    }
  }

  Rejoining(VaultConf conf, OwnDatabase database, Promote.Talk talk) {
    this.conf = conf;
    this.database = database;
    this.talk = talk;
    this.change = new RoleChange(database.server());
  }

  ToolExit run() throws InterruptedException {
    Leader leader = leader();
    NodeId own = new NodeId(conf.node().id());
    List<OwnEvent> lost = lostChanges(leader, own);
    tell(leader, lost);
    if (talk.dryRun()) {
      talk.say(change.planRejoin().text());
      talk.say("Nothing was changed.");
      return ToolExit.DONE;
    }
    if (!lost.isEmpty()) {
      keep(lost, leader);
    }
    talk.confirm(conf.node().id());
    return rejoin(leader, lost);
  }

  private Leader leader() {
    long own = RoleChange.epoch(database.server().access());
    String silent = "";
    Optional<Leader> newest = Optional.empty();
    for (PeerDatabase peer : peers()) {
      try {
        long epoch = RoleChange.epoch(peer.access());
        if (epoch > newest.map(Leader::epoch).orElse(own)) {
          newest = Optional.of(new Leader(peer, epoch));
        }
      } catch (ReplicationException e) {
        silent = e.getMessage();
      }
    }
    String reason = silent;
    return newest.orElseThrow(() -> nobody(reason));
  }

  private List<PeerDatabase> peers() {
    return conf.replication().peers().stream()
        .flatMap(peer -> PeerDatabase.of(conf, peer).stream())
        .toList();
  }

  private static ToolException nobody(String silent) {
    return silent.isEmpty()
        ? new ToolException(
            ToolExit.REFUSED,
            "No peer of conf/replication.conf was promoted after this node: it has nobody to rejoin."
                + " Promote one there first (bin/promote.sh).")
        : new ToolException(
            ToolExit.UNREACHABLE, "Nothing was changed: no promoted peer answers. " + silent);
  }

  private List<OwnEvent> lostChanges(Leader leader, NodeId own) {
    long there = RoleChange.newestEvent(leader.database().access(), own);
    return change.events(own, there).stream()
        .filter(event -> !NO_CHANGES.contains(event.action()))
        .toList();
  }

  private void tell(Leader leader, List<OwnEvent> lost) {
    talk.say("Node " + leader.id() + " is the primary (epoch " + leader.epoch() + ").");
    if (lost.isEmpty()) {
      talk.say("Every change of this node had reached it: nothing will be lost.");
      return;
    }
    talk.say(
        lost.size()
            + " changes of this node had not reached it, and are taken back here. Their audit events"
            + " stay:");
    lost.forEach(event -> talk.say("  " + line(event)));
  }

  private static String line(OwnEvent event) {
    return event.at() + "  " + event.actor() + "  " + event.action() + "  " + event.target();
  }

  private void keep(List<OwnEvent> lost, Leader leader) {
    Path file = conf.server().folders().data().resolve("lost-changes-" + leader.epoch() + ".txt");
    String text = lost.stream().map(e -> line(e) + "\n").collect(Collectors.joining());
    try {
      OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    talk.say("This list is kept in " + file + ". To keep the passwords too, run bin/backup.sh");
    talk.say("on this node before you go on: after it they can't be had any more.");
    if (!talk.force()) {
      throw new ToolException(
          ToolExit.REFUSED,
          "Nothing was changed. Once you have what you need, run bin/promote.sh rejoin --force.");
    }
  }

  private ToolExit rejoin(Leader leader, List<OwnEvent> lost) throws InterruptedException {
    String way = leader.database().way(change.ways());
    StartedAgain started = new StartedAgain(conf);
    change.rejoin(talk.progress());
    new CopyToBegin(conf, leader.id()).ask(way);
    new NewRoles(conf)
        .write(
            Role.STANDBY,
            peer -> peer.id().equals(leader.id()) ? Role.PRIMARY : Role.STANDBY,
            "Became a standby of node "
                + leader.id()
                + " (epoch "
                + leader.epoch()
                + ") with bin/promote.sh rejoin; changes taken back: "
                + lost.size());
    ToolExit exit = started.await(Role.STANDBY, talk, "follows " + leader.id());
    talk.say(
        "Rows are copied while people read the old ones; bin/status.sh tells when both are Alive.");
    return exit;
  }
}
