package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.PostgreSqlReplication;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;
import org.tandemvault.db.replication.ReplicationAdmin;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.db.replication.ReplicationSite;
import org.tandemvault.db.replication.ServerAccess;
import org.tandemvault.db.replication.StandbyDatabase;
import org.tandemvault.launcher.DatabasePreparation;

/** The replication between the demo's two bundled databases, through the link. */
final class DemoReplication {
  private final DemoFolder folder;
  private final LinkFile link;
  private final SecureRandom random = new SecureRandom();

  DemoReplication(DemoFolder folder, LinkFile link) {
    this.folder = folder;
    this.link = link;
  }

  /** Whether the databases were told to follow each other by these very ports. */
  boolean isSetUp() {
    try {
      return Files.exists(folder.replicated())
          && Files.readString(folder.replicated()).equals(ways());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sets replication up. The primary's database runs; the standby's is started and left running.
   */
  void setUp() {
    VaultConf primary = load(DemoNode.primary);
    BundledPostgres database = BundledPostgres.of(load(DemoNode.standby));
    VaultConf standby =
        withCipher(load(DemoNode.standby), cipher -> database.start(cipher, random));
    BundledPostgres.of(primary).trustPeer("standby", BundledPostgres.caFile(standby));
    database.trustPeer("primary", BundledPostgres.caFile(primary));
    keepAuthority(primary, DemoNode.standby);
    keepAuthority(standby, DemoNode.primary);
    withAdmin(primary, standby, admin -> admin.apply(ReplicationProgress.SILENT));
    markSetUp();
  }

  /** Whether both databases say that changes flow. */
  boolean runs() {
    return withAdmin(load(DemoNode.primary), load(DemoNode.standby), DemoReplication::runs);
  }

  private static boolean runs(ReplicationAdmin admin) {
    try {
      return admin.status().isRunning();
    } catch (ReplicationException unreachable) {
      return false;
    }
  }

  private <T> T withAdmin(
      VaultConf primary, VaultConf standby, Function<ReplicationAdmin, T> work) {
    DatabaseConf.Login primaryOwner = primary.database().logins().owner();
    DatabaseConf.Login standbyOwner = standby.database().logins().owner();
    try (Secret primaryPassword = withCipher(primary, primaryOwner.password()::open);
        Secret standbyPassword = withCipher(standby, standbyOwner.password()::open)) {
      DatabaseLogin atPrimary = new DatabaseLogin(primaryOwner.user(), primaryPassword);
      DatabaseLogin atStandby = new DatabaseLogin(standbyOwner.user(), standbyPassword);
      StandbyDatabase database =
          new StandbyDatabase(DatabasePreparation.address(standby), atStandby);
      return work.apply(
          new PostgreSqlReplication(
              server(primary, DemoNode.primary, atPrimary),
              server(standby, DemoNode.standby, atStandby),
              database::makeSchema,
              Clock.systemUTC()));
    }
  }

  private Server server(VaultConf conf, DemoNode node, DatabaseLogin login) {
    var files = BundledPostgres.replicationFiles(conf, node.other().name());
    ReplicationSite site =
        new ReplicationSite(
            new NodeId(node.name()),
            conf.database().logins().app().user(),
            new ReplicationSite.Route(
                "localhost",
                "127.0.0.1",
                link.databaseOf(node),
                conf.database().address().database()),
            new ReplicationSite.Identity(
                files.authorityOfPeer().toString(),
                files.certificate().toString(),
                files.key().toString()));
    return new Server(site, ServerAccess.of(DatabasePreparation.address(conf), login));
  }

  private void keepAuthority(VaultConf of, DemoNode by) {
    Path file = folder.conf(by).resolve("peers").resolve(by.other() + "-database.pem");
    try {
      Files.copy(BundledPostgres.caFile(of), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void markSetUp() {
    try {
      Files.writeString(folder.replicated(), ways());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String ways() {
    return link.databaseOf(DemoNode.primary) + " " + link.databaseOf(DemoNode.standby) + "\n";
  }

  private VaultConf load(DemoNode node) {
    return VaultConf.load(folder.conf(node));
  }

  /** With the key that the node's own configuration names: a rekey may be half-way. */
  private <T> T withCipher(VaultConf conf, Function<ConfValueCipher, T> work) {
    try (MasterKey key = MasterKeyFile.read(conf.manageKey().keyFile(), conf.home(), true)) {
      return work.apply(new ConfValueCipher(key, random));
    }
  }
}
