package org.tandemvault.tools.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.move.DatabaseMove;
import org.tandemvault.db.move.FakeVault;
import org.tandemvault.db.move.MoveProgress;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;
import org.tandemvault.tools.ProcessList;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** Moves between real servers: a node with its embedded database, and an external PostgreSQL. */
class ChangeDbTest {
  private static final AtomicInteger MADE = new AtomicInteger();
  private static MovingServers servers;
  private static ProcessList processes;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String database;
  private Path password;

  @BeforeAll
  static void makeServers() throws Exception {
    processes = ProcessList.watchedFor(MovingServers.PASSWORD);
    servers = new MovingServers();
  }

  @AfterAll
  static void removeServers() throws IOException {
    processes.close();
    List<Path> leaks = ProcessList.filesWith(servers.home(), List.of(MovingServers.PASSWORD));
    servers.close();
    assertThat(leaks).isEmpty();
  }

  @BeforeEach
  void makeDatabase() throws IOException {
    Files.writeString(servers.home().resolve("conf/database.conf"), servers.embeddedConf());
    TrustStoreFile.in(servers.conf())
        .add(CertificateFiles.read(BundledPostgres.caFile(servers.external().conf())).getFirst());
    database = "moved" + MADE.incrementAndGet();
    servers.ask("postgres", "create database " + database + " owner mover");
    password =
        Files.writeString(servers.outside().resolve("password"), MovingServers.PASSWORD + "\n");
  }

  @AfterEach
  void nothingOfThePasswordIsTold() {
    assertThat(out.toString() + err).doesNotContain(MovingServers.PASSWORD).doesNotContain("p4ss");
    assertThat(processes.leaks()).isEmpty();
  }

  @Test
  void aVaultGoesToAnotherServerAndBack() throws Exception {
    assertThat(run(usual())).as(err.toString()).isZero();

    VaultConf moved = VaultConf.load(servers.conf());
    assertThat(moved.database().engine()).isEqualTo(DatabaseConf.Engine.POSTGRESQL);
    assertThat(moved.database().address().database()).isEqualTo(database);
    assertThat(Files.readString(servers.home().resolve("conf/database.conf")))
        .contains("# mine", "enc:v1:")
        .doesNotContain("p4ss");
    assertThat(out.toString()).contains("Test passed", "setting", "digest", "the same");
    assertThat(backups()).hasSize(1);
    assertThat(Files.readString(backups().getFirst())).isEqualTo(servers.embeddedConf());
    assertThat(servers.home().resolve("conf.changing")).doesNotExist();
    assertThat(servers.count(database, "vault.setting")).isEqualTo(1200);
    assertThat(servers.count(database, "vault.folder where parent_id is not null")).isEqualTo(1);

    Path before = servers.home().resolve("data/postgresql");
    assertThat(run("--to", "embedded", "--port", Integer.toString(MovingServers.freePort())))
        .isEqualTo(78);
    assertThat(err.toString()).contains("Move it away");
    Path aside = servers.home().resolve("data/postgresql-before");
    Files.move(before, aside);
    try {
      assertThat(run("--to", "embedded", "--port", Integer.toString(MovingServers.freePort())))
          .as(err.toString())
          .isZero();
      assertThat(VaultConf.load(servers.conf()).database().engine())
          .isEqualTo(DatabaseConf.Engine.EMBEDDED);
    } finally {
      MovingServers.delete(before);
      Files.move(aside, before);
      for (Path backup : backups()) {
        Files.delete(backup);
      }
    }
  }

  @Test
  void aRunThatBrokeGoesOnWhereItStopped() throws Exception {
    VaultConf conf = VaultConf.load(servers.conf());
    try (MasterKey master = servers.master();
        OpenDatabase from =
            OpenDatabase.of(
                conf, new ConfValueCipher(master, MovingServers.RANDOM), MovingServers.RANDOM);
        Secret secret = Secret.ofUtf8(MovingServers.PASSWORD)) {
      Place to =
          new Place(servers.externalAddress(database), new DatabaseLogin("mover", secret), "mover");
      DatabaseMove move = new DatabaseMove(from.place(), to, master);
      move.test();

      assertThatThrownBy(() -> move.run(new Breaking())).hasMessage("the power failed");
    }
    assertThat(servers.count(database, "vault.setting")).isEqualTo(500);
    assertThat(run(usual())).as(err.toString()).isZero();

    assertThat(servers.count(database, "vault.setting")).isEqualTo(1200);
    Files.delete(backups().getFirst());
  }

  @Test
  void aDryRunTestsAndChangesNothing() throws Exception {
    List<String> words = new java.util.ArrayList<>(List.of(usual()));
    words.add("--dry-run");

    assertThat(run(words.toArray(String[]::new))).as(err.toString()).isZero();

    assertThat(out.toString()).contains("Test passed", "Nothing was changed");
    requireNothingLeft();
    assertThat(servers.tables(database)).isZero();
  }

  @Test
  void eachThingThatIsWrongIsOneClearSentenceAndLeavesNothing() throws Exception {
    Path wrong = Files.writeString(servers.outside().resolve("wrong"), "Wr0ng\n");

    refused(4, "is not known", with("--host", "no-such-host.invalid"));
    refused(
        4,
        "Check host, port, firewall",
        with("--port", Integer.toString(MovingServers.freePort())));
    refused(3, "refuses the login mover", with("--password-file", wrong.toString()));
    refused(3, "no database nowhere", with("--database", "nowhere"));
    refused(2, "Missing: --user", with("--user", ""));
    refused(2, "--to is 'oracle'", with("--to", "oracle"));
    servers.ask("postgres", "alter database " + database + " owner to vaultadmin");
    refused(3, "may not make schemas", usual());
    servers.ask("postgres", "alter database " + database + " owner to mover");
    servers.ask(database, "create schema vault; create table vault.customers (id int)");
    servers.ask("postgres", "alter database " + database + " owner to mover");
    refused(78, "not this vault's (customers)", usual());
    TrustStoreFile.in(servers.conf()).path().toFile().delete();
    refused(5, "does not know", usual());
  }

  @Test
  void aDatabaseWithTheVaultOfAnotherKeyIsRefused() throws Exception {
    try (Secret secret = Secret.ofUtf8(MovingServers.PASSWORD);
        MasterKey other = MasterKey.generate(MovingServers.RANDOM)) {
      MovingServers.prepare(
          servers.externalAddress(database), new DatabaseLogin("mover", secret), "mover", other);
    }

    refused(5, "Name the right file in conf/manage_key.conf", usual());
  }

  @Test
  void certificatesOfASqlServerAreCheckedBeforeAnythingElse() throws Exception {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(servers.conf()).add(certificates.authority().certificate());

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
    VaultConf conf = VaultConf.load(servers.conf());
    try (StoppedNode running = StoppedNode.hold(conf)) {
      refused(3, "runs: stop it first", usual());
      assertThat(running).isNotNull();
    }
  }

  @Test
  void aStandbyIsOnlyPointedToItsDatabase() throws Exception {
    Files.writeString(
        servers.home().resolve("conf/node.conf"), "node.id = mover\nnode.role = standby\n");
    try {
      assertThat(run(usual())).as(err.toString()).isZero();
    } finally {
      Files.writeString(servers.home().resolve("conf/node.conf"), "node.id = mover\n");
    }
    assertThat(out.toString()).contains("Nothing was copied");
    assertThat(servers.tables(database)).isZero();
    Files.delete(backups().getFirst());
  }

  @Test
  void aStandbyIsPointedOnlyToAVaultWhoseKeyringItsKeyOpens() throws Exception {
    Files.writeString(
        servers.home().resolve("conf/node.conf"), "node.id = mover\nnode.role = standby\n");
    try (Secret secret = Secret.ofUtf8(MovingServers.PASSWORD);
        MasterKey master = servers.master()) {
      MovingServers.prepare(
          servers.externalAddress(database), new DatabaseLogin("mover", secret), "mover", master);
      assertThat(run("--dry-run", usual())).as(err.toString()).isZero();
      assertThat(out.toString()).contains("opens the keyring that is there");

      servers.ask(database, "update vault.keyring set wrapped = wrapped || '\\x00'");
      refused(5, "does not open with the key file of this node", usual());
      servers.ask(database, "delete from vault.keyring");
      refused(5, "is not there yet: wait until replication brought it", usual());
    } finally {
      Files.writeString(servers.home().resolve("conf/node.conf"), "node.id = mover\n");
    }
  }

  @Test
  void aDatabaseWithoutAVaultIsPointedToWithAWarning() throws Exception {
    assertThat(run("--dry-run", with("--migrate", "no"))).as(err.toString()).isZero();

    assertThat(out.toString()).contains("Warning: the database holds no vault yet");
  }

  @Test
  void aServerThatKnowsNeitherKeysNorRowVersionsIsDoneWithoutThem() throws Exception {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(servers.conf()).add(certificates.authority().certificate());
    FakeVault vault =
        new FakeVault()
            .thatIsNoSqlServer()
            .withoutRowVersions()
            .refusing("alter database", "open symmetric key", "create master key");

    try (FakeTdsServer server =
        FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.USUAL, vault)) {
      String[] words = sqlServer(server);
      assertThat(run("--migrate=no", words)).as(err.toString()).isZero();
    }

    assertThat(out.toString())
        .contains("Warning: The server is 'Babelfish", "Warning: The server does not tell of READ_")
        .contains("Warning: this server knows no symmetric keys");
    assertThat(Files.readString(servers.home().resolve("conf/database.conf")))
        .contains("engine = sqlserver", "encryption.key = none")
        .doesNotContain("p4ss");
    Files.delete(backups().getFirst());
    Files.delete(servers.home().resolve("conf/masterkey.key"));
  }

  private int run(String first, String[] words) {
    return run(Stream.concat(Stream.of(first), Stream.of(words)).toArray(String[]::new));
  }

  private void refused(int exit, String sentence, String... words) throws IOException {
    err.getBuffer().setLength(0);
    assertThat(run(words)).as(err.toString()).isEqualTo(exit);
    assertThat(err.toString()).contains(sentence).hasLineCount(1);
    requireNothingLeft();
  }

  private void requireNothingLeft() throws IOException {
    assertThat(servers.home().resolve("conf.changing")).doesNotExist();
    assertThat(backups()).isEmpty();
    assertThat(Files.readString(servers.home().resolve("conf/database.conf")))
        .isEqualTo(servers.embeddedConf());
  }

  private String[] usual() {
    return with("--to", "postgresql");
  }

  /** The usual words with one value of another kind. */
  private String[] with(String flag, String value) {
    var words = new java.util.LinkedHashMap<String, String>();
    words.put("--to", "postgresql");
    words.put("--host", "127.0.0.1");
    words.put("--port", Integer.toString(servers.external().conf().database().address().port()));
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
    all[2] = servers.conf().toString();
    System.arraycopy(words, 0, all, 3, words.length);
    return line.execute(all);
  }

  private static final class Breaking implements MoveProgress {
    @Override
    public void warned(String warning) {
      throw new IllegalStateException(warning);
    }

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
    try (Stream<Path> files = Files.list(servers.conf())) {
      return files.filter(f -> f.toString().endsWith(".bak")).toList();
    }
  }
}
