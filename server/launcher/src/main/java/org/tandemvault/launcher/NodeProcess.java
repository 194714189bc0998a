package org.tandemvault.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.HeartbeatCertificate;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.ReplicationConf;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgres;

/**
 * One node in this process, from its configuration to the clean end.
 *
 * <p>What was started is stopped in the opposite order, once, whether the start came to its end or
 * not: application, web server, bundled database, lock.
 */
final class NodeProcess {
  private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

  private final HandedPack pack;
  private final VaultConf configured;
  private final Installation installation;
  private final SecureRandom random = new SecureRandom();
  private final Deque<Step> started = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean stopping;
  private volatile boolean failed;

  NodeProcess(VaultConf configured, Installation installation) {
    this.pack = HandedPack.take(configured);
    this.configured = pack.conf();
    this.installation = installation;
  }

  /** Starts everything and answers once requests are served. */
  void start() {
    Path war = installation.war(RoleWatch.roleOf(configured));
    try (MasterKey master = readKey(configured)) {
      NodeFiles files = NodeFiles.of(configured);
      files.makeFolders();
      DataFolderLock lock = DataFolderLock.take(files);
      began("the use of the data folder", lock::close);
      requireFreePort(configured.server().https());
      requireFreeHeartbeatPort();
      NodeLog log = NodeLog.open(files);
      log.tell("Tandem Vault: node " + configured.node().id() + " starts");
      pack.tell(master.keyId());
      VaultConf conf = start(master, war, log);
      tellRole(RoleWatch.roleOf(conf).name());
      log.tell("Tandem Vault: ready at " + conf.server().https().url());
    }
  }

  private VaultConf start(MasterKey master, Path war, NodeLog log) {
    ConfValueCipher cipher = new ConfValueCipher(master, random);
    HttpsCertificate certificate = new HttpsCertificate(cipher, random, Clock.systemUTC());
    HeartbeatCertificate heartbeat = new HeartbeatCertificate(cipher, random, Clock.systemUTC());
    VaultConf withCertificate = heartbeat.ensure(certificate.ensure(configured.sealed(cipher)));
    String alias = certificate.alias(withCertificate);
    VaultConf conf = startDatabase(withCertificate, cipher);
    new DatabasePreparation(cipher, random).prepare(conf, master);
    try (Secret password = conf.server().https().keystorePassword().open(cipher)) {
      startApplication(conf, new PayaraServer.KeyStoreEntry(password, alias), war, log);
    }
    ScheduledBackups backups = new ScheduledBackups(conf, master.copy(), Clock.systemDefaultZone());
    began("the scheduled backups", backups::close);
    backups.begin();
    return conf;
  }

  /**
   * Waits for {@link #stop}.
   *
   * @return false if the node could not go on
   */
  boolean awaitEnd() throws InterruptedException {
    ended.await();
    return !failed;
  }

  /** Ends what was started. The first call does it, the others wait. */
  synchronized void stop() {
    stopping = true;
    while (!started.isEmpty()) {
      Step step = started.pop();
      LOG.info("Stopping {}", step.what());
      try {
        step.end().run();
      } catch (Exception e) { // each step is ended, whatever the one before it did
        LOG.error("Could not stop {}", step.what(), e);
      }
    }
    ended.countDown();
  }

  /** For tools, which see by it in which role the node serves. */
  private void tellRole(String role) {
    try {
      Files.writeString(NodeFiles.of(configured).role(), role + System.lineSeparator());
    } catch (IOException e) {
      LOG.warn("The role can't be told to tools: {}", e.toString());
    }
  }

  private MasterKey readKey(VaultConf conf) {
    Path file = conf.manageKey().keyFile();
    boolean inside = conf.manageKey().allowInsideInstallation();
    MasterKeyFile.read(file, installation.home(), inside).close();
    return MasterKeyFile.read(file, conf.home(), inside);
  }

  private static void requireFreePort(ServerConf.Https https) {
    requireFree(
        new InetSocketAddress(https.bindAddress(), https.port()), "https.port in conf/server.conf");
  }

  private void requireFreeHeartbeatPort() {
    ReplicationConf.Heartbeat heartbeat = configured.replication().heartbeat();
    if (configured.replication().isConfigured()) {
      requireFree(
          new InetSocketAddress(heartbeat.bindAddress(), heartbeat.port()),
          "heartbeat.port in conf/replication.conf");
    }
  }

  private static void requireFree(InetSocketAddress address, String setting) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION,
          "Port "
              + address.getPort()
              + " on "
              + address.getHostString()
              + " cannot be used ("
              + e.getMessage()
              + "): stop the program that has it, or set another "
              + setting
              + ".",
          e);
    }
  }

  private VaultConf startDatabase(VaultConf conf, ConfValueCipher cipher) {
    if (conf.database().engine() != DatabaseConf.Engine.EMBEDDED) {
      return conf;
    }
    BundledPostgres database = BundledPostgres.of(conf);
    began("the bundled database", database::stop);
    VaultConf complete = database.start(cipher, random);
    DatabaseWatch watch = new DatabaseWatch(database, () -> database.start(cipher, random));
    began("the watch over the database", watch::close);
    watch.begin();
    return complete;
  }

  private void startApplication(
      VaultConf conf, PayaraServer.KeyStoreEntry entry, Path war, NodeLog log) {
    System.setProperty("tandem.conf", conf.folder().toString());
    Path work = emptyFolder(NodeFiles.of(conf).payara());
    PayaraServer server = PayaraServer.start(conf.server().https(), entry, work, log);
    began("the web server", server::stop);
    server.deploy(war);
    RoleWatch roles = new RoleWatch(conf, now -> changeRole(now, server, log));
    began("the watch over the role", roles::close);
    roles.begin();
  }

  /** Runs the application of the other role in the place of the one before; see docs/adr/0150. */
  private synchronized void changeRole(VaultConf conf, PayaraServer server, NodeLog log) {
    if (stopping) {
      return;
    }
    NodeConf.Role role = RoleWatch.roleOf(conf);
    log.tell("Tandem Vault: node " + conf.node().id() + " becomes " + role);
    Optional<MasterKey> key = keyNamedBy(conf, role, log);
    if (key.isEmpty()) {
      return; // people go on reading
    }
    try (MasterKey master = key.get()) {
      tellRole("changing");
      server.undeploy();
      new DatabasePreparation(new ConfValueCipher(master, random), random).prepare(conf, master);
      server.deploy(installation.war(role));
      tellRole(role.name());
      log.tell("Tandem Vault: ready as " + role + " at " + conf.server().https().url());
    } catch (RuntimeException | Error e) { // whoever looks after the process starts it anew
      LOG.error("The node could not become {}; it ends", role, e);
      log.tell("Tandem Vault: could not become " + role + ": " + e.getMessage());
      failed = true;
      ended.countDown();
    }
  }

  /** A rekey may have named another file since the start; its drive may be detached. */
  private Optional<MasterKey> keyNamedBy(VaultConf conf, NodeConf.Role role, NodeLog log) {
    try {
      return Optional.of(readKey(conf));
    } catch (RuntimeException e) {
      LOG.error("The node can't become {} without its key; it goes on as it was", role, e);
      log.tell(
          "Tandem Vault: could not become "
              + role
              + ", and goes on as it was: "
              + e.getMessage()
              + " Then start the node again.");
      return Optional.empty();
    }
  }

  private static Path emptyFolder(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> all = Files.walk(folder)) {
          for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION, "The folder " + folder + " cannot be emptied: " + e, e);
    }
  }

  private synchronized void began(String what, Ending ending) {
    started.push(new Step(what, ending));
    if (stopping) {
      stop();
      throw new StartRefusedException(ExitCode.DONE, "Stopped while starting.");
    }
  }

  /** Something that was started, and how it is ended. */
  private record Step(String what, Ending end) {}

  /** Ends one thing. */
  @FunctionalInterface
  private interface Ending {
    void run() throws Exception;
  }
}
