package org.tandemvault.tools.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledNode;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;

/** A node with an embedded database and a vault in it, and an external PostgreSQL to move to. */
final class MovingServers implements AutoCloseable {
  static final String PASSWORD = "Mover's-p4ssword";
  static final SecureRandom RANDOM = new SecureRandom();

  private final BundledNode external = BundledNode.create().start();
  private final Path home = folder();
  private final Path outside = folder();
  private final String embeddedConf;

  MovingServers() throws IOException, SQLException {
    Files.createDirectories(conf());
    Files.writeString(conf().resolve("server.conf"), "");
    Files.writeString(conf().resolve("node.conf"), "node.id = mover\n");
    Path key = outside.resolve("master.key");
    Files.writeString(conf().resolve("manage_key.conf"), "key.file = " + key + "\n");
    Path binaries = external.conf().database().limits().binaries();
    Files.writeString(
        conf().resolve("database.conf"),
        "# mine\nport = " + freePort() + "\nbinaries.dir = " + binaries + "\n");
    try (MasterKey master = MasterKeyFile.create(key, RANDOM)) {
      fill(master);
    }
    embeddedConf = Files.readString(conf().resolve("database.conf"));
    ask("postgres", "create role mover login password '" + PASSWORD.replace("'", "''") + "'");
  }

  Path home() {
    return home;
  }

  Path conf() {
    return home.resolve("conf");
  }

  Path outside() {
    return outside;
  }

  /** What database.conf said before any move. */
  String embeddedConf() {
    return embeddedConf;
  }

  BundledNode external() {
    return external;
  }

  @Override
  public void close() throws IOException {
    external.close();
    delete(home);
    delete(outside);
  }

  MasterKey master() {
    return MasterKeyFile.read(outside.resolve("master.key"), home, false);
  }

  void fill(MasterKey master) throws SQLException {
    VaultConf conf = VaultConf.load(conf());
    ConfValueCipher cipher = new ConfValueCipher(master, RANDOM);
    BundledPostgres server = BundledPostgres.of(conf);
    VaultConf complete = server.start(cipher, RANDOM);
    DatabaseAddress address =
        DatabaseAddress.of(complete.database()).withCaFile(BundledPostgres.caFile(complete));
    var logins = complete.database().logins();
    try (Secret password = logins.owner().password().open(cipher)) {
      DatabaseLogin owner = new DatabaseLogin(logins.owner().user(), password);
      prepare(address, owner, logins.app().user(), master);
      try (Connection connection =
              new PostgreSqlPlatform().dataSource(address, owner).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(ROWS);
      }
    } finally {
      server.stop();
    }
  }

  private static final String ROWS =
      """
      insert into vault.setting select 's' || g, g from generate_series(1, 1200) g;
      insert into vault.folder values (7, 'Ünder 🦊', 'k', 9, 9, 1), (9, 'Top', 't', null, 0, 1);
      insert into vault.vault_user values (3, 'ada', 'ada', 'Ada', 'ada', 'a@b', 'ADMIN', true,
        false, true, '2026-01-02 03:04:05.678901+00', '1999-12-31 23:59:59.999999+00', 4);
      insert into vault.user_credentials values (3, 1, '\\x0001ff'::bytea, null, false, 0);
      """;

  static void prepare(
      DatabaseAddress address, DatabaseLogin owner, String appUser, MasterKey master) {
    new NodeDatabase(address, owner).migrate(appUser);
    try (VaultDatabase database = VaultDatabase.open(address, owner, 2)) {
      Node node = new Node(new NodeId("mover"), NodeRole.PRIMARY, "");
      new KeyCheck(new JdbiTransactions(database, node), RANDOM)
          .require(master, "key", address.toString());
    }
  }

  DatabaseAddress externalAddress(String name) {
    return DatabaseAddress.of(external.conf().database())
        .withCaFile(BundledPostgres.caFile(external.conf()))
        .withDatabase(name);
  }

  Optional<Long> ask(String name, String sql) {
    var owner = external.conf().database().logins().owner();
    try (Secret secret = owner.password().open(external.cipher());
        Connection connection =
            new PostgreSqlPlatform()
                .dataSource(externalAddress(name), new DatabaseLogin(owner.user(), secret))
                .getConnection();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return Optional.empty();
      }
      try (ResultSet row = statement.getResultSet()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String name, String what) {
    return ask(name, "select count(*) from " + what).orElseThrow();
  }

  long tables(String name) {
    return count(name, "information_schema.tables where table_schema like 'vault%'");
  }

  private static Path folder() {
    try {
      Path made = Files.createTempDirectory("tvc");
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static int freePort() throws IOException {
    try (var socket =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
