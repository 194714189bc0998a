package org.tandemvault.db.bundled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.replication.PostgreSqlReplication;
import org.tandemvault.db.replication.ReplicationSite;
import org.tandemvault.db.replication.ServerAccess;

/**
 * A PostgreSQL server as an operator sets one up by docs/replication.md, for tests: its own
 * authority, certificates and access rules, a superuser {@code dba}, the owner {@code vault_owner}
 * of an empty database {@code vault}, the login {@code vault_app}, and {@code clerk} who may
 * nothing. Only the programs are the bundled ones.
 */
public final class ExternalPostgres implements AutoCloseable {
  public static final String PASSWORD = "correct-horse-9";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final Path data;
  private final PostgresBinaries binaries;
  private final ServerUser user;
  private final Place place;
  private final int port;
  private final Secret password = Secret.ofUtf8(java.nio.CharBuffer.wrap(PASSWORD));

  /**
   * Where a server runs.
   *
   * @param address the IP address where the test reaches it
   * @param route the IP address where the other server reaches it
   * @param inFront words in front of its start command
   * @param settings lines of {@code postgresql.conf}
   */
  public record Place(String address, String route, List<String> inFront, List<String> settings) {
    public static Place here(String... settings) {
      return new Place("127.0.0.1", "127.0.0.1", List.of(), List.of(settings));
    }
  }

  /** Makes and starts a server. */
  public ExternalPostgres(Place place) {
    this.place = place;
    try {
      home = Files.createTempDirectory("tvx");
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
      data = home.resolve("data");
      binaries = PostgresBinaries.unpackedIn(BundledNode.sharedBinaries());
      user = ServerUser.forCluster(data, binaries.folder());
      port = BundledNode.freePort();
      makeCluster();
      makeCertificates();
      start();
      makeLogins();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the other one's replication role in by certificates of its authority. */
  public void trust(ExternalPostgres other) {
    try {
      write(data.resolve("peers.pem"), Files.readString(other.authority()));
      write(data.resolve("authority-of-peer.pem"), Files.readString(other.authority()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("SELECT pg_reload_conf()");
  }

  /** All of its files. */
  public Path home() {
    return home;
  }

  public int port() {
    return port;
  }

  /** As a set-up sees it: the server of that node. */
  public PostgreSqlReplication.Server asServer(String node) {
    ReplicationSite site =
        new ReplicationSite(
            new NodeId(node),
            "vault_app",
            new ReplicationSite.Route(place.route(), "", port, "vault"),
            new ReplicationSite.Identity(
                authorityOfPeer().toString(),
                clientCertificate().toString(),
                clientKey().toString()));
    return new PostgreSqlReplication.Server(site, ServerAccess.of(database(), login("dba")));
  }

  /** The PEM file of the authority of its certificate. */
  public Path authority() {
    return home.resolve("authority.pem");
  }

  /** On its machine: the authority of the peer that it trusts. */
  public Path authorityOfPeer() {
    return data.resolve("authority-of-peer.pem");
  }

  public Path clientCertificate() {
    return data.resolve("client.pem");
  }

  public Path clientKey() {
    return data.resolve("client.key");
  }

  public DatabaseAddress database() {
    return new DatabaseAddress(
            DatabaseConf.Engine.POSTGRESQL,
            place.address(),
            port,
            "vault",
            java.util.Optional.empty(),
            true)
        .withCaFile(authority());
  }

  public DatabaseLogin login(String name) {
    return new DatabaseLogin(name, password);
  }

  /** Runs statements as the superuser. */
  public void execute(String... statements) {
    try (Connection connection = connect("vault");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row. */
  public String ask(String sql) {
    try (Connection connection = connect("vault");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops it at once, as a power cut does. */
  public void stop() {
    control("-D", data.toString(), "-m", "immediate", "stop");
  }

  public void start() {
    List<String> words = new ArrayList<>(place.inFront());
    words.addAll(
        user.command(
            List.of(
                binaries.program("pg_ctl"),
                "-D",
                data.toString(),
                "-l",
                data + "/log",
                "-w",
                "start")));
    Command.Result result = Command.run(words, PATIENCE);
    if (!result.ok()) {
      throw new IllegalStateException("The external server does not start: " + result.lastLines());
    }
  }

  private void control(String... words) {
    List<String> all = new ArrayList<>(List.of(binaries.program("pg_ctl")));
    all.addAll(List.of(words));
    Command.run(user.command(all), PATIENCE);
  }

  private void makeCluster() throws IOException {
    Path passwordFile = home.resolve("password");
    write(passwordFile, PASSWORD + "\n");
    Files.createDirectory(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    user.own(data);
    Command.Result made =
        Command.run(
            user.command(
                List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + data,
                    "--username=dba",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync")),
            PATIENCE);
    Files.delete(passwordFile);
    if (!made.ok()) {
      throw new IllegalStateException("The external server cannot be made: " + made.lastLines());
    }
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses = '" + String.join(",", addresses()) + "'",
                "port = " + port,
                "unix_socket_directories = ''",
                "ssl = on",
                "ssl_cert_file = 'server.pem'",
                "ssl_key_file = 'server.key'",
                "ssl_ca_file = 'peers.pem'",
                "wal_level = logical",
                "max_slot_wal_keep_size = 4GB",
                "wal_sender_timeout = 6s",
                "wal_receiver_timeout = 6s",
                "wal_receiver_status_interval = 1s",
                "wal_retrieve_retry_interval = 1s",
                "shared_buffers = 32MB"));
    settings.addAll(place.settings());
    write(data.resolve("postgresql.conf"), String.join("\n", settings) + "\n");
    write(
        data.resolve("pg_hba.conf"),
        """
        hostssl all vault_replication 0.0.0.0/0 cert
        hostssl all all 0.0.0.0/0 scram-sha-256
        """);
  }

  private void makeCertificates() throws IOException {
    Duration validity = Duration.ofDays(30);
    CertificateAuthority authority =
        CertificateAuthority.create(
            "An operator's authority", validity, Clock.systemUTC(), new SecureRandom());
    CertifiedKey server = authority.issue(CertificateRequest.server("database", names(), validity));
    CertifiedKey client = authority.issue(CertificateRequest.client("vault_replication", validity));
    server.writePrivateKeyPem(data.resolve("server.key"));
    server.writeChainPem(data.resolve("server.pem"));
    client.writePrivateKeyPem(clientKey());
    client.writeChainPem(clientCertificate());
    CertificateFiles.writePem(authority(), List.of(authority.certificate()));
    Files.copy(authority(), data.resolve("peers.pem"), StandardCopyOption.REPLACE_EXISTING);
    for (String file :
        List.of("server.key", "server.pem", "client.key", "client.pem", "peers.pem")) {
      user.own(data.resolve(file));
    }
  }

  private Set<String> addresses() {
    return new TreeSet<>(List.of(place.address(), place.route()));
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(addresses());
    names.add("localhost");
    return names;
  }

  private void makeLogins() {
    String word = " LOGIN PASSWORD '" + PASSWORD + "'";
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("SET log_statement = none");
      statement.execute("CREATE ROLE vault_owner" + word);
      statement.execute("CREATE ROLE vault_app" + word);
      statement.execute("CREATE ROLE clerk" + word);
      statement.execute("CREATE DATABASE vault OWNER vault_owner");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(String name) throws SQLException {
    return new PostgreSqlPlatform()
        .dataSource(database().withDatabase(name), login("dba"))
        .getConnection();
  }

  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    user.own(file);
  }

  @Override
  public void close() {
    stop();
    password.close();
    try {
      Folders.delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
