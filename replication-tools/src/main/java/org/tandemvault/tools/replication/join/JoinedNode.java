package org.tandemvault.tools.replication.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.HeartbeatCertificate;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.replication.OwnSide;
import org.tandemvault.db.replication.StandbyDatabase;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.node.OwnDatabase;

/**
 * The node beside which the tool runs, with its key and its database open. The database is started
 * if it does not run, and stopped at the end.
 */
final class JoinedNode implements AutoCloseable {
  private final MasterKey key;
  private final ConfValueCipher cipher;
  private final SecureRandom random;
  private final OwnDatabase database;
  private VaultConf conf;

  private JoinedNode(VaultConf said, MasterKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
    this.cipher = new ConfValueCipher(key, random);
    this.database = OwnDatabase.open(said, cipher, random, Optional.empty());
    this.conf = VaultConf.load(said.folder()); // with what a first start made
  }

  static JoinedNode open(VaultConf said) {
    requireOwner(said);
    MasterKey key =
        MasterKeyFile.read(
            said.manageKey().keyFile(), said.home(), said.manageKey().allowInsideInstallation());
    try {
      return new JoinedNode(said, key, new SecureRandom());
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
  }

  /** Files that somebody else makes here could not be read by the node. */
  private static void requireOwner(VaultConf conf) {
    try {
      String owner = Files.getOwner(conf.folder()).getName();
      String user = System.getProperty("user.name", "");
      if (!owner.equals(user)) {
        throw new ToolException(
            ToolExit.CONFIGURATION,
            "The folder "
                + conf.folder()
                + " belongs to "
                + owner
                + ": run this as that user (for instance runuser -u "
                + owner
                + " -- bin/ConfigureReplication.sh ...).");
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The folder " + conf.folder() + " can't be used: " + e, e);
    }
  }

  VaultConf conf() {
    return conf;
  }

  boolean isStandby() {
    return isStandby(conf);
  }

  static boolean isStandby(VaultConf conf) {
    return conf.node().role().filter(Role.STANDBY::equals).isPresent();
  }

  OwnDatabase database() {
    return database;
  }

  OwnSide sideTo(String peer) {
    return new OwnSide(
        database.server(),
        new NodeId(peer),
        isStandby(),
        () -> new StandbyDatabase(database.address(), database.owner()).makeSchema());
  }

  /** What a peer must know of this node; its heartbeat key is made if it is missing. */
  PeerCard card() {
    conf = new HeartbeatCertificate(cipher, random, Clock.systemUTC()).make(conf);
    String name = conf.server().https().names().getFirst();
    String host = conf.database().peersBind().isPresent() ? name : "localhost";
    int port = conf.database().address().port();
    return new PeerCard(
        conf.node().id(),
        isStandby() ? Role.STANDBY : Role.PRIMARY,
        conf.node().number(),
        conf.server().https().url(),
        place(name, conf.replication().heartbeat().port()),
        place(host, port),
        conf.database().address().database(),
        CertificateFiles.read(HeartbeatCertificate.shown(conf)).getFirst(),
        CertificateFiles.read(BundledPostgres.caFile(conf)).getFirst());
  }

  private static String place(String host, int port) {
    return new ReplicationConf.Endpoint(host, port).toString();
  }

  /** Writes the peer into the conf, and lets its database come in. */
  void know(PeerCard card) {
    conf = new HeartbeatCertificate(cipher, random, Clock.systemUTC()).make(conf);
    Path peers = conf.folder().resolve("peers");
    Path authority = peers.resolve(card.node() + "-database.pem");
    try {
      Files.createDirectories(peers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CertificateFiles.writePem(peers.resolve(card.node() + ".pem"), List.of(card.shown()));
    CertificateFiles.writePem(authority, List.of(card.authority()));
    ConfFile file = ConfFile.read(conf.folder().resolve(ReplicationConf.FILE));
    String prefix = "peer." + card.node() + ".";
    file.with("peers", listWith(card.node()))
        .with(prefix + "role", card.role().name().toLowerCase(java.util.Locale.ROOT))
        .with(prefix + "url", card.url())
        .with(prefix + "heartbeat", card.heartbeat())
        .with(prefix + "certificate", "conf/peers/" + card.node() + ".pem")
        .with(prefix + "database", card.database())
        .with(prefix + "database.name", card.databaseName())
        .with(prefix + "database.authority", "conf/peers/" + authority.getFileName())
        .save();
    conf = VaultConf.load(conf.folder());
    BundledPostgres.of(conf).trustPeer(card.node(), authority);
  }

  private String listWith(String node) {
    List<String> all =
        new java.util.ArrayList<>(
            conf.replication().peers().stream().map(ReplicationConf.Peer::id).toList());
    if (!all.contains(node)) {
      all.add(node);
    }
    return String.join(", ", all);
  }

  /**
   * Whether this node's key opens what was copied.
   *
   * @throws org.tandemvault.db.schema.NodeDatabaseException if not
   */
  void requireKeyFits() {
    Node node = new Node(new NodeId(conf.node().id()), NodeRole.STANDBY, "");
    try (VaultDatabase open =
        VaultDatabase.openToPrepare(database.address(), database.owner(), 1)) {
      new KeyCheck(new JdbiTransactions(open, node), random)
          .compare(key, conf.manageKey().keyFile().toString(), database.address().toString());
    }
  }

  @Override
  public void close() {
    database.close();
    key.close();
  }
}
