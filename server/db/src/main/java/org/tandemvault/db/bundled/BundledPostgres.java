package org.tandemvault.db.bundled;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/**
 * The bundled PostgreSQL of one node, below its data folder.
 *
 * <p>Life: {@link #start} unpacks the programs once, makes the database once, and starts the server
 * in a session of its own, so that it outlives a killed node; a server that was left over is
 * adopted, or stopped and started anew if it runs with other settings. {@link #stop} ends it
 * cleanly. What was committed survives a kill of either. The caller sees to it that only one
 * process works on a data folder. Thread-safe.
 */
public final class BundledPostgres {
  /** The major release: its files are read by no other. */
  public static final int MAJOR = 18;

  private static final Logger LOG = LoggerFactory.getLogger(BundledPostgres.class);
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final Duration REST_OF_KILLED_PATIENCE = Duration.ofSeconds(30);
  private static final Duration NEXT_TRY = Duration.ofMillis(500);
  private static final InetAddress LOOPBACK = loopback();

  private final Clock clock;

  /** With the passwords once they were made, so that the server can be started again. */
  private volatile VaultConf conf;

  private BundledPostgres(VaultConf conf, Clock clock) {
    this.conf = conf;
    this.clock = clock;
  }

  /** The bundled database of the node with this configuration; nothing is done yet. */
  public static BundledPostgres of(VaultConf conf) {
    return new BundledPostgres(conf, Clock.systemUTC());
  }

  /** PEM with the authority that the server's certificate comes from. */
  public static Path caFile(VaultConf conf) {
    return clusterOf(conf).tls().resolve("ca.pem");
  }

  /**
   * What this node's database, as a client of another node's, proves itself with and trusts.
   *
   * @param certificate PEM, common name {@code vault_replication}
   * @param key PEM
   */
  public record ReplicationFiles(Path certificate, Path key, Path authorityOfPeer) {}

  /** The files for following that node's database. */
  public static ReplicationFiles replicationFiles(VaultConf conf, String peerNode) {
    ReplicationTrust trust = new ReplicationTrust(clusterOf(conf).tls());
    return new ReplicationFiles(trust.certificate(), trust.key(), trust.authorityOf(peerNode));
  }

  /**
   * Lets that node's database follow this one, at once if the server runs. Needs a cluster.
   *
   * @param authority PEM, the other node's {@link #caFile}
   */
  public synchronized void trustPeer(String peerNode, Path authority) {
    Cluster cluster = clusterOf(conf);
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(conf.database().limits().binaries());
    ServerUser user = ServerUser.forCluster(cluster.folder(), binaries.folder());
    try {
      boolean changed = new ReplicationTrust(cluster.tls()).trust(peerNode, authority, user);
      if (changed) {
        Postmaster.of(cluster.data()).ifPresent(running -> reload(running, binaries, user));
      }
    } catch (IOException e) {
      throw new BundledPostgresException(
          Reason.FOLDER, "The authority of " + peerNode + "'s database cannot be kept: " + e, e);
    }
  }

  /**
   * Sees to it that the server runs with the application's role and database.
   *
   * @return the configuration as it is then in the files: with the passwords that were made
   * @throws BundledPostgresException when it cannot run; nothing is damaged
   */
  public synchronized VaultConf start(ConfValueCipher cipher, SecureRandom random) {
    try {
      Path data = conf.server().folders().data();
      Files.createDirectories(data);
      Cluster cluster = clusterOf(conf);
      PostgresBinaries binaries = PostgresBinaries.unpackedIn(conf.database().limits().binaries());
      ServerUser user = ServerUser.forCluster(cluster.folder(), binaries.folder());
      int port = conf.database().address().port();
      requireFreePort(cluster, port);
      cluster.makeFolders(user);
      VaultConf complete = new GeneratedLogins(cipher, random).ensure(conf, cluster);
      conf = complete;
      if (!cluster.exists()) {
        make(cluster, binaries, user, complete, cipher);
      }
      boolean changed = configure(cluster, user, random);
      run(cluster, binaries, user, changed);
      new ClusterLogins(complete.database(), caFile(conf), cipher).ensure();
      return complete;
    } catch (IOException e) {
      throw new BundledPostgresException(
          Reason.FOLDER,
          "The database folder below " + conf.server().folders().data() + " cannot be used: " + e,
          e);
    }
  }

  /** Whether the server process lives. */
  public boolean isRunning() {
    return pid().isPresent();
  }

  /** The server process. */
  public OptionalLong pid() {
    return Postmaster.of(clusterOf(conf).data())
        .map(running -> OptionalLong.of(running.pid()))
        .orElse(OptionalLong.empty());
  }

  /** Cuts the server's log when it has grown too long. */
  public void keepLogSmall() {
    try {
      new ServerLog(clusterOf(conf).log()).keepSmall();
    } catch (IOException e) {
      LOG.warn("The log of the bundled database cannot be cut: {}", e.toString());
    }
  }

  /**
   * Stops the server, whoever started it: sessions are ended, everything is written. Nothing
   * happens if it does not run.
   */
  public synchronized void stop() {
    Cluster cluster = clusterOf(conf);
    Optional<Postmaster> running = Postmaster.of(cluster.data());
    if (running.isEmpty()) {
      return;
    }
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(conf.database().limits().binaries());
    ServerUser user = ServerUser.forCluster(cluster.folder(), binaries.folder());
    stop(running.get(), cluster, binaries, user);
  }

  private static void make(
      Cluster cluster,
      PostgresBinaries binaries,
      ServerUser user,
      VaultConf conf,
      ConfValueCipher cipher)
      throws IOException {
    LOG.info("Making the bundled database in {}", cluster.folder());
    var owner = conf.database().logins().owner();
    try (Secret password = owner.password().open(cipher)) {
      cluster.initialize(binaries, user, owner.user(), password);
    }
  }

  /** Writes the server's files; says whether one is another than before. */
  private boolean configure(Cluster cluster, ServerUser user, SecureRandom random)
      throws IOException {
    Path data = cluster.data();
    String settings =
        PostgresSettings.settings(
            conf.database().address().port(), conf.database().peersBind(), cluster.tls());
    String access = PostgresSettings.hostBasedAccess(conf.database().address().database());
    return new ClusterCertificate(cluster.tls(), names(), clock, random).ensure(user)
        | cluster.write(data.resolve("tandem-vault.conf"), settings, user)
        | cluster.write(data.resolve("pg_hba.conf"), access, user);
  }

  /** Nobody on another machine comes in unless it listens there. */
  private List<String> names() {
    return conf.database().peersBind().isPresent() ? conf.server().https().names() : List.of();
  }

  private void run(Cluster cluster, PostgresBinaries binaries, ServerUser user, boolean changed)
      throws IOException {
    Optional<Postmaster> leftOver = Postmaster.of(cluster.data());
    if (leftOver.isPresent() && !changed && becomesReady(cluster)) {
      LOG.info("Adopted the bundled database that runs as process {}", leftOver.get().pid());
      return;
    }
    if (leftOver.isPresent()) {
      stop(leftOver.get(), cluster, binaries, user);
      requireFreePort(cluster, conf.database().address().port());
    }
    launch(cluster, binaries, user);
  }

  private static boolean becomesReady(Cluster cluster) {
    return Patience.until(
        () -> Postmaster.of(cluster.data()).filter(Postmaster::ready).isPresent(), STOP_PATIENCE);
  }

  private void launch(Cluster cluster, PostgresBinaries binaries, ServerUser user)
      throws IOException {
    ServerLog log = new ServerLog(cluster.log());
    log.ensure(user);
    log.keepSmall();
    long end = System.nanoTime() + REST_OF_KILLED_PATIENCE.toNanos();
    while (true) {
      long before = log.length();
      Command.Result result =
          Command.run(user.command(startWords(cluster, binaries)), START_PATIENCE);
      if (result.ok()) {
        return;
      }
      String told = log.since(before);
      if (told.contains("could not bind")) {
        throw portTaken(conf.database().address().port());
      }
      if (!isRestOfKilled(told) || System.nanoTime() - end > 0) {
        throw new BundledPostgresException(
            Reason.FAILED,
            "The bundled database does not start: "
                + (told.isBlank() ? result.lastLines() : ServerLog.lastLines(told))
                + " (more in "
                + cluster.log()
                + ")");
      }
      Patience.pause(NEXT_TRY);
    }
  }

  private static List<String> startWords(Cluster cluster, PostgresBinaries binaries) {
    return List.of(
        binaries.program("pg_ctl"),
        "start",
        "--pgdata=" + cluster.data(),
        "--log=" + cluster.log(),
        "--wait",
        "--timeout=" + START_PATIENCE.toSeconds(),
        "--silent");
  }

  /** The processes of a killed server take a moment to notice; until then no other may start. */
  private static boolean isRestOfKilled(String told) {
    return told.contains("shared memory block") || told.contains("lock file");
  }

  private static void stop(
      Postmaster running, Cluster cluster, PostgresBinaries binaries, ServerUser user) {
    List<String> interrupt =
        List.of(binaries.program("pg_ctl"), "kill", "INT", Long.toString(running.pid()));
    Command.Result result = Command.run(user.command(interrupt), STOP_PATIENCE);
    boolean gone = Patience.until(() -> Postmaster.of(cluster.data()).isEmpty(), STOP_PATIENCE);
    if (!gone) {
      throw new BundledPostgresException(
          Reason.FAILED,
          "The bundled database (process "
              + running.pid()
              + ") does not stop: "
              + result.lastLines()
              + " (see "
              + cluster.log()
              + ")");
    }
  }

  private static void reload(Postmaster running, PostgresBinaries binaries, ServerUser user) {
    List<String> hangUp =
        List.of(binaries.program("pg_ctl"), "kill", "HUP", Long.toString(running.pid()));
    Command.Result result = Command.run(user.command(hangUp), STOP_PATIENCE);
    if (!result.ok()) {
      throw new BundledPostgresException(
          Reason.FAILED, "The bundled database does not read its settings: " + result.lastLines());
    }
  }

  private static void requireFreePort(Cluster cluster, int port) {
    boolean ours =
        Postmaster.of(cluster.data()).filter(running -> running.port() == port).isPresent();
    if (ours) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(LOOPBACK, port));
    } catch (IOException e) {
      throw portTaken(port);
    }
  }

  private static BundledPostgresException portTaken(int port) {
    return new BundledPostgresException(
        Reason.PORT_TAKEN,
        "Port "
            + port
            + " on 127.0.0.1 is taken by another program: stop it, or set another port in"
            + " conf/database.conf.");
  }

  private static Cluster clusterOf(VaultConf conf) {
    return new Cluster(real(conf.server().folders().data()).resolve("postgresql"));
  }

  /** Links followed, so that the server's own name for its folder is the same as ours. */
  private static Path real(Path folder) {
    try {
      return Files.exists(folder) ? folder.toRealPath() : folder;
    } catch (IOException e) {
      return folder;
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError("an address of four bytes is always known", e);
    }
  }
}
