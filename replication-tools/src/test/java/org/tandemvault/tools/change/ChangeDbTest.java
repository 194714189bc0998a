package org.tandemvault.tools.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.bundled.BundledNode;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.move.DatabaseMove;
import org.tandemvault.db.move.MoveProgress;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.schema.KeyCheck;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.db.session.JdbiTransactions;
import org.tandemvault.db.session.VaultDatabase;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** Moves between real servers: a node with its embedded database, and an external PostgreSQL. */
class ChangeDbTest {
  private static final String PASSWORD = "Mover's-p4ssword";
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final SecureRandom RANDOM = new SecureRandom();

  private static BundledNode external;
  private static Path home;
  private static Path outside;
  private static String embeddedConf;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String database;
  private Path password;

  @BeforeAll
  static void makeServers() throws Exception {
    external = BundledNode.create().start();
    home = folder();
    outside = folder();
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("server.conf"), "");
    Files.writeString(conf.resolve("node.conf"), "node.id = mover\n");
    Path key = outside.resolve("master.key");
    Files.writeString(conf.resolve("manage_key.conf"), "key.file = " + key + "\n");
    Path binaries = external.conf().database().limits().binaries();
    Files.writeString(
        conf.resolve("database.conf"),
        "# mine\nport = " + freePort() + "\nbinaries.dir = " + binaries + "\n");
    try (MasterKey master = MasterKeyFile.create(key, RANDOM)) {
      fill(master);
    }
    embeddedConf = Files.readString(conf.resolve("database.conf"));
    runExternally(
        "postgres", "create role mover login password '" + PASSWORD.replace("'", "''") + "'");
  }

  @AfterAll
  static void removeServers() throws IOException {
    external.close();
    delete(home);
    delete(outside);
  }

  @BeforeEach
  void makeDatabase() throws IOException {
    Files.writeString(home.resolve("conf/database.conf"), embeddedConf);
    TrustStoreFile.in(home.resolve("conf"))
        .add(CertificateFiles.read(BundledPostgres.caFile(external.conf())).getFirst());
    database = "moved" + MADE.incrementAndGet();
    runExternally("postgres", "create database " + database + " owner mover");
    password = Files.writeString(outside.resolve("password"), PASSWORD + "\n");
  }

  @AfterEach
  void nothingOfThePasswordIsTold() {
    assertThat(out.toString() + err).doesNotContain(PASSWORD).doesNotContain("p4ss");
  }

  @Test
  void aVaultGoesToAnotherServerAndBack() throws Exception {
    assertThat(run(usual())).as(err.toString()).isZero();

    VaultConf moved = VaultConf.load(home.resolve("conf"));
    assertThat(moved.database().engine()).isEqualTo(DatabaseConf.Engine.POSTGRESQL);
    assertThat(moved.database().address().database()).isEqualTo(database);
    assertThat(Files.readString(home.resolve("conf/database.conf")))
        .contains("# mine", "enc:v1:")
        .doesNotContain("p4ss");
    assertThat(out.toString()).contains("Test passed", "setting", "digest", "the same");
    assertThat(backups()).hasSize(1);
    assertThat(Files.readString(backups().getFirst())).isEqualTo(embeddedConf);
    assertThat(home.resolve("conf.changing")).doesNotExist();
    assertThat(count(database, "vault.setting")).isEqualTo(1200);
    assertThat(count(database, "vault.folder where parent_id is not null")).isEqualTo(1);

    Path before = home.resolve("data/postgresql");
    assertThat(run("--to", "embedded", "--port", Integer.toString(freePort()))).isEqualTo(78);
    assertThat(err.toString()).contains("Move it away");
    Path aside = home.resolve("data/postgresql-before");
    Files.move(before, aside);
    try {
      assertThat(run("--to", "embedded", "--port", Integer.toString(freePort())))
          .as(err.toString())
          .isZero();
      assertThat(VaultConf.load(home.resolve("conf")).database().engine())
          .isEqualTo(DatabaseConf.Engine.EMBEDDED);
    } finally {
      delete(before);
      Files.move(aside, before);
      for (Path backup : backups()) {
        Files.delete(backup);
      }
    }
  }

  @Test
  void aRunThatBrokeGoesOnWhereItStopped() throws Exception {
    VaultConf conf = VaultConf.load(home.resolve("conf"));
    try (MasterKey master = master();
        OpenDatabase from = OpenDatabase.of(conf, new ConfValueCipher(master, RANDOM), RANDOM);
        Secret secret = Secret.ofUtf8(PASSWORD)) {
      Place to = new Place(externalAddress(database), new DatabaseLogin("mover", secret), "mover");
      DatabaseMove move = new DatabaseMove(from.place(), to, master);
      move.test();

      assertThatThrownBy(() -> move.run(new Breaking())).hasMessage("the power failed");
    }
    assertThat(count(database, "vault.setting")).isEqualTo(500);
    assertThat(run(usual())).as(err.toString()).isZero();

    assertThat(count(database, "vault.setting")).isEqualTo(1200);
    Files.delete(backups().getFirst());
  }

  @Test
  void aDryRunTestsAndChangesNothing() throws Exception {
    List<String> words = new java.util.ArrayList<>(List.of(usual()));
    words.add("--dry-run");

    assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();

    assertThat(out.toString()).contains("Test passed", "Nothing was changed");
    requireNothingLeft();
    assertThat(tables(database)).isZero();
  }

  @Test
  void eachThingThatIsWrongIsOneClearSentenceAndLeavesNothing() throws Exception {
    Path wrong = Files.writeString(outside.resolve("wrong"), "Wr0ng\n");

    refused(4, "is not known", with("--host", "no-such-host.invalid"));
    refused(4, "Check host, port, firewall", with("--port", Integer.toString(freePort())));
    refused(3, "refuses the login mover", with("--password-file", wrong.toString()));
    refused(3, "no database nowhere", with("--database", "nowhere"));
    refused(2, "Missing: --user", with("--user", ""));
    refused(2, "--to is 'oracle'", with("--to", "oracle"));
    runExternally("postgres", "alter database " + database + " owner to vaultadmin");
    refused(3, "may not make schemas", usual());
    runExternally("postgres", "alter database " + database + " owner to mover");
    runExternally(database, "create schema vault; create table vault.customers (id int)");
    runExternally("postgres", "alter database " + database + " owner to mover");
    refused(78, "not this vault's (customers)", usual());
    TrustStoreFile.in(home.resolve("conf")).path().toFile().delete();
    refused(5, "does not know", usual());
  }

  @Test
  void aDatabaseWithTheVaultOfAnotherKeyIsRefused() throws Exception {
    try (Secret secret = Secret.ofUtf8(PASSWORD);
        MasterKey other = MasterKey.generate(RANDOM)) {
      prepare(externalAddress(database), new DatabaseLogin("mover", secret), "mover", other);
    }

    refused(5, "Name the right file in conf/manage_key.conf", usual());
  }

  @Test
  void certificatesOfASqlServerAreCheckedBeforeAnythingElse() throws Exception {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(home.resolve("conf")).add(certificates.authority().certificate());

    try (FakeTdsServer unknown =
            FakeTdsServer.start(new TestCertificates().good("127.0.0.1"), Manner.USUAL);
        FakeTdsServer expired =
            FakeTdsServer.start(certificates.expired("127.0.0.1"), Manner.USUAL);
        FakeTdsServer other = FakeTdsServer.start(certificates.good("db1"), Manner.USUAL);
        FakeTdsServer login =
            FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.refusing(18456))) {
      refused(5, "does not know", sqlServer(unknown));
      refused(5, "expired on", sqlServer(expired));
      refused(5, "not for 127.0.0.1", sqlServer(other));
      refused(3, "refuses the login mover", sqlServer(login));
    }
  }

  @Test
  void aNodeThatRunsIsLeftAlone() throws Exception {
    VaultConf conf = VaultConf.load(home.resolve("conf"));
    try (StoppedNode running = StoppedNode.hold(conf)) {
      refused(3, "runs: stop it first", usual());
      assertThat(running).isNotNull();
    }
  }

  @Test
  void aStandbyIsOnlyPointedToItsDatabase() throws Exception {
    Files.writeString(home.resolve("conf/node.conf"), "node.id = mover\nnode.role = standby\n");
    try {
      assertThat(run(usual())).as(err.toString()).isZero();
    } finally {
      Files.writeString(home.resolve("conf/node.conf"), "node.id = mover\n");
    }
    assertThat(out.toString()).contains("Nothing was copied");
    assertThat(tables(database)).isZero();
    Files.delete(backups().getFirst());
  }

  private void refused(int exit, String sentence, String... words) throws IOException {
    err.getBuffer().setLength(0);
    assertThat(run(words)).as(err.toString()).isEqualTo(exit);
    assertThat(err.toString()).contains(sentence).hasLineCount(1);
    requireNothingLeft();
  }

  private void requireNothingLeft() throws IOException {
    assertThat(home.resolve("conf.changing")).doesNotExist();
    assertThat(backups()).isEmpty();
    assertThat(Files.readString(home.resolve("conf/database.conf"))).isEqualTo(embeddedConf);
  }

  private String[] usual() {
    return with("--to", "postgresql");
  }

  /** The usual words with one value of another kind. */
  private String[] with(String flag, String value) {
    var words = new java.util.LinkedHashMap<String, String>();
    words.put("--to", "postgresql");
    words.put("--host", "127.0.0.1");
    words.put("--port", Integer.toString(external.conf().database().address().port()));
    words.put("--database", database);
    words.put("--user", "mover");
    words.put("--password-file", password.toString());
    words.put(flag, value);
    return words.entrySet().stream()
        .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
        .toArray(String[]::new);
  }

  private String[] sqlServer(FakeTdsServer server) {
    return new String[] {
      "--to", "sqlserver", "--host", "127.0.0.1", "--port", Integer.toString(server.port()),
      "--database", "vault", "--user", "mover", "--password-file", password.toString()
    };
  }

  private int run(String... words) {
    CommandLine line = Tools.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    String[] all = new String[words.length + 3];
    all[0] = "change-db";
    all[1] = "--conf";
    all[2] = home.resolve("conf").toString();
    System.arraycopy(words, 0, all, 3, words.length);
    return line.execute(all);
  }

  private static final class Breaking implements MoveProgress {
    @Override
    public void copied(String table, long rows, long all) {
      if (table.equals("setting") && rows == 500) {
        throw new IllegalStateException("the power failed");
      }
    }

    @Override
    public void verified(String table, long rows, String digest) {
      throw new IllegalStateException("it does not come so far");
    }
  }

  private static List<Path> backups() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("conf"))) {
      return files.filter(f -> f.toString().endsWith(".bak")).toList();
    }
  }

  private static MasterKey master() {
    return MasterKeyFile.read(outside.resolve("master.key"), home, false);
  }

  private static void fill(MasterKey master) throws SQLException {
    VaultConf conf = VaultConf.load(home.resolve("conf"));
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

  private static void prepare(
      DatabaseAddress address, DatabaseLogin owner, String appUser, MasterKey master) {
    new NodeDatabase(address, owner).migrate(appUser);
    try (VaultDatabase database = VaultDatabase.open(address, owner, 2)) {
      Node node = new Node(new NodeId("mover"), NodeRole.PRIMARY, "");
      new KeyCheck(new JdbiTransactions(database, node), RANDOM)
          .require(master, "key", address.toString());
    }
  }

  private static DatabaseAddress externalAddress(String name) {
    return DatabaseAddress.of(external.conf().database())
        .withCaFile(BundledPostgres.caFile(external.conf()))
        .withDatabase(name);
  }

  private static void runExternally(String name, String sql) {
    ask(name, sql);
  }

  private static Optional<Long> ask(String name, String sql) {
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

  private static long count(String name, String what) {
    return ask(name, "select count(*) from " + what).orElseThrow();
  }

  private static long tables(String name) {
    return count(name, "information_schema.tables where table_schema like 'vault%'");
  }

  private static Path folder() throws IOException {
    Path made = Files.createTempDirectory("tvc");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx--x--x"));
    return made;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
