package org.tandemvault.tools.replication.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.conf.ReplicationConf.Peer;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.replication.OwnSide;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationPlan;
import org.tandemvault.db.replication.RoleChange;
import org.tandemvault.db.replication.SeedReport;
import org.tandemvault.db.replication.SelfHealing;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.node.CopyToBegin;
import org.tandemvault.tools.node.PeerDatabase;
import org.tandemvault.tools.node.RunningNode;

/**
 * This node's side of a pair of bundled databases; docs/adr/0065. Neither side needs a login at the
 * other's database: each makes its own end, and reads the other's with the certificate on its card.
 */
public final class Joining {
  private final VaultConf said;
  private final JoinTalk talk;

  public Joining(VaultConf said, JoinTalk talk) {
    this.said = said;
    this.talk = talk;
  }

  /** Whether this way is for that node. */
  public static boolean fits(VaultConf conf) {
    return conf.database().engine() == Engine.EMBEDDED;
  }

  /** Writes this node's card. */
  public ToolExit writeCard(Path file) {
    requireBundled();
    if (Files.exists(file)) {
      throw new ToolException(
          ToolExit.REFUSED, "There is a file " + file + " already: name another one.");
    }
    try (JoinedNode node = JoinedNode.open(said)) {
      PeerCard card = node.card();
      Files.writeString(file, card.text());
      talk.say("Card of node " + card.node() + ", for its peer: " + file);
      talk.say("SHA-256 " + card.fingerprint());
      if (card.isOfThisMachineAlone()) {
        talk.say(
            "The bundled database listens on this machine only. For a peer on another machine set"
                + " peers.bind in conf/database.conf, start this node again and write the card"
                + " anew.");
      }
      return ToolExit.DONE;
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "The card can't be written to "
              + file
              + ": name a file in a folder where this user may write, such as /tmp ("
              + e
              + ").",
          e);
    }
  }

  /**
   * Sets this side up.
   *
   * @param card of the new peer; without one, what the conf names is brought up to date
   */
  public ToolExit setUp(Optional<Path> card) throws InterruptedException {
    requireBundled();
    Optional<PeerCard> read = card.map(PeerCard::read);
    read.ifPresent(this::requireFits);
    if (read.isEmpty() && peers(said).isEmpty()) {
      throw new ToolException(
          ToolExit.WRONG_USAGE,
          "Missing: --peer CARD. This node works with the bundled database: write a card on the"
              + " other node (bin/ConfigureReplication.sh card FILE), carry it here, and name it."
              + " For database servers of your own give the flags of both (--help).");
    }
    read.ifPresent(talk::confirm);
    try (JoinedNode node = JoinedNode.open(said)) {
      if (talk.dryRun()) {
        read.map(PeerCard::node)
            .map(List::of)
            .orElseGet(() -> peers(said).stream().map(Peer::id).toList())
            .forEach(peer -> talk.say(node.sideTo(peer).plan().text()));
        talk.say("Nothing was changed.");
        return ToolExit.DONE;
      }
      read.ifPresent(node::know);
      for (Peer peer : peers(node.conf())) {
        if (read.isEmpty() || read.get().node().equals(peer.id())) {
          setUp(node, peer);
        }
      }
      tellWhatIsNext(read.isPresent());
      tellStatuses(new JoinStatus(node, peers(node.conf())).read());
      return ToolExit.DONE;
    }
  }

  private void requireFits(PeerCard card) {
    String own = said.node().id();
    boolean standby = JoinedNode.isStandby(said);
    if (card.node().equals(own)) {
      throw unfit("It is the card of this very node. Write one on the other node.");
    }
    if ((card.role() == Role.STANDBY) == standby) {
      throw unfit(
          "Both nodes are "
              + (standby ? "standbys" : "primaries")
              + " (node.role in conf/node.conf).");
    }
    if (card.number() == said.node().number()) {
      throw unfit(
          "Both nodes have node.number = " + card.number() + ": give the standby another one.");
    }
  }

  private static ToolException unfit(String why) {
    return new ToolException(ToolExit.CONFIGURATION, "Nothing was changed. " + why);
  }

  private void setUp(JoinedNode node, Peer peer) {
    OwnSide side = node.sideTo(peer.id());
    ReplicationPlan plan = side.plan();
    talk.say(plan.text());
    side.apply(talk.progress());
    if (side.follows()) {
      talk.say("This database follows that of " + peer.id() + " already.");
      return;
    }
    PeerDatabase database = PeerDatabase.of(node.conf(), peer).orElseThrow();
    CopyToBegin copy = new CopyToBegin(node.conf(), peer.id());
    String way = database.way(new RoleChange(node.database().server()).ways());
    if (node.isStandby()) {
      copy(node, side, database, copy, way);
    } else {
      copy.ask(way); // the node does it as soon as the standby's side is there
    }
  }

  private void copy(
      JoinedNode node, OwnSide side, PeerDatabase from, CopyToBegin begun, String way) {
    requireAnswers(from);
    SelfHealing healing =
        new SelfHealing(side.incoming(), node.database().server(), from.server(), begun.file());
    healing.begin(way);
    SeedReport report =
        healing.heal(talk.progress()).orElseThrow(() -> notReady(from, "it offers nothing yet"));
    talk.say(report.rows() + " rows came over from " + from.peer().id() + ".");
    node.requireKeyFits();
  }

  private void requireAnswers(PeerDatabase from) {
    try {
      RoleChange.epoch(from.access());
    } catch (ReplicationException e) {
      throw notReady(from, e.getMessage());
    }
  }

  private ToolException notReady(PeerDatabase from, String why) {
    return new ToolException(
        ToolExit.UNREACHABLE,
        "This side is set up, but no rows could be copied from "
            + from.peer().id()
            + " ("
            + why
            + "). Run bin/ConfigureReplication.sh setup --peer "
            + said.node().id()
            + ".card there first, see that the node runs, then this again. (For two machines"
            + " peers.bind must be set in conf/database.conf of both before the cards are"
            + " written.)");
  }

  private void tellWhatIsNext(boolean newPeer) {
    if (!RunningNode.runs(said)) {
      talk.say(
          "Start this node (bin/start.sh); bin/ConfigureReplication.sh status tells how it is.");
    } else if (newPeer) {
      talk.say(
          "Start this node again, so that it knows its peer (bin/stop.sh, bin/start.sh);"
              + " bin/ConfigureReplication.sh status tells how it is.");
    }
  }

  /** Tells how it is. */
  public ToolExit status() throws InterruptedException {
    requireBundled();
    JoinStatus.Told told = read();
    tellStatuses(told);
    return told.isGood() ? ToolExit.DONE : ToolExit.VERIFICATION_FAILED;
  }

  /** The last two lines are these, whatever was done. */
  private void tellStatuses(JoinStatus.Told told) {
    told.problems().forEach(talk::say);
    talk.say("High Availability Status: " + told.highAvailability());
    talk.say("Replication Status: " + told.replication());
  }

  private JoinStatus.Told read() throws InterruptedException {
    if (!BundledPostgres.of(said).isRunning()) {
      return JoinStatus.Told.STOPPED;
    }
    try (JoinedNode node = JoinedNode.open(said)) {
      return new JoinStatus(node, peers(said)).read();
    }
  }

  /** Takes this side's end away; the rows stay. */
  public ToolExit remove() throws InterruptedException {
    requireBundled();
    try (JoinedNode node = JoinedNode.open(said)) {
      for (Peer peer : peers(said)) {
        OwnSide side = node.sideTo(peer.id());
        talk.say(side.planRemoval().text());
        if (!talk.dryRun()) {
          side.remove(talk.progress());
          Files.deleteIfExists(new CopyToBegin(said, peer.id()).file());
        }
      }
      talk.say(
          talk.dryRun()
              ? "Nothing was changed."
              : "This side is clean. Run the same on the peer; take the peer out of"
                  + " conf/replication.conf if it shall not come back.");
      if (!talk.dryRun()) {
        tellStatuses(new JoinStatus(node, peers(said)).read());
      }
      return ToolExit.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies what this node gets from its peers anew. */
  public ToolExit reseed() throws InterruptedException {
    requireBundled();
    try (JoinedNode node = JoinedNode.open(said)) {
      for (Peer peer : peers(said)) {
        OwnSide side = node.sideTo(peer.id());
        PeerDatabase database = PeerDatabase.of(said, peer).orElseThrow();
        talk.say("All rows that come from " + peer.id() + " are copied anew.");
        if (!talk.dryRun()) {
          requireAnswers(database);
          String way = database.way(new RoleChange(node.database().server()).ways());
          SelfHealing healing =
              new SelfHealing(
                  side.incoming(),
                  node.database().server(),
                  database.server(),
                  new CopyToBegin(said, peer.id()).file());
          healing.begin(way);
          SeedReport report =
              healing
                  .heal(talk.progress())
                  .orElseThrow(() -> notReady(database, "it offers nothing"));
          talk.say(
              report.rows()
                  + " rows came over; "
                  + report.changed()
                  + " were missing or otherwise.");
        }
      }
      if (!talk.dryRun()) {
        tellStatuses(new JoinStatus(node, peers(said)).read());
      }
      return ToolExit.DONE;
    }
  }

  /** Those that are followed or follow, and whose databases this node knows. */
  private static List<Peer> peers(VaultConf conf) {
    Role own = JoinedNode.isStandby(conf) ? Role.STANDBY : Role.PRIMARY;
    return conf.replication().peers().stream()
        .filter(peer -> peer.role() != own && peer.database().isPresent())
        .toList();
  }

  private void requireBundled() {
    if (!fits(said)) {
      throw new ToolException(
          ToolExit.WRONG_USAGE,
          "Cards are for nodes with the bundled database (engine = embedded). For database servers"
              + " of your own give the flags of both (--help).");
    }
  }
}
