package org.tandemvault.db.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/** The real thing: each test makes a cluster of its own. */
class BundledPostgresTest {
  private final BundledNode node = BundledNode.create();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aFirstStartMakesADatabaseThatIsSafeByItsSettings() throws SQLException {
    node.start();

    assertThat(setting("data_checksums")).isEqualTo("on");
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("wal_level")).isEqualTo("logical");
    assertThat(setting("ssl")).isEqualTo("on");
    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting("unix_socket_directories")).isEmpty();
    assertThat(setting("server_version")).startsWith(BundledPostgres.MAJOR + ".");
    assertThat(
            ask(
                "SELECT concat(datlocprovider, datlocale, pg_encoding_to_char(encoding))"
                    + " FROM pg_database WHERE datname = 'vault'"))
        .isEqualTo("bC.UTF-8UTF8");
  }

  @Test
  void theApplicationsRoleMayComeInAndOwnsNothing() throws SQLException {
    node.start();

    try (Connection app = node.connectAsApp();
        Statement statement = app.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void theWayInIsEncryptedOrClosed() {
    node.start();

    assertThatThrownBy(
            () -> node.connect(node.conf().database().logins().owner(), "vault", "disable"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no encryption");
  }

  /** What a peer on another machine finds; here its address is another one of the loopback's. */
  @Test
  void atTheAddressForPeersNobodyComesInWithAPassword() throws IOException, SQLException {
    node.start();
    node.set("server.conf", "https.names", "vault1.example.org, 127.0.0.2");
    node.set("database.conf", "peers.bind", "127.0.0.2");

    node.start();

    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1, 127.0.0.2");
    assertThat(ask("SELECT 1")).as("people of this machine").isEqualTo("1");
    assertThatThrownBy(() -> node.connectFromPeer("127.0.0.2"))
        .as("its certificate is for that name, and the password is right")
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no pg_hba.conf entry for host \"127.0.0.2\"");
    assertThatThrownBy(() -> node.connectFromPeer("127.0.0.3"))
        .hasMessageContaining("Connection to 127.0.0.3");
  }

  @Test
  void thePasswordsAreSealedInTheConfigurationAndInNoLog() throws IOException {
    node.start();

    Path log = node.conf().server().folders().data().resolve("postgresql/log/postgresql.log");
    String file = Files.readString(node.home().resolve("conf/database.conf"));
    assertThat(file)
        .containsPattern("(?m)^owner.password = enc:v1:")
        .containsPattern("(?m)^app.password = enc:v1:");
    assertThat(Files.readString(log)).doesNotContain("SCRAM").doesNotContain("PASSWORD");
    assertThat(node.home().resolve("data/postgresql/owner.tmp")).doesNotExist();
  }

  @Test
  void theServersKeyAndDataAreForItsUserAlone() throws IOException {
    node.start();

    Path folder = node.home().resolve("data/postgresql");
    assertThat(rights(folder)).isEqualTo("rwx------");
    assertThat(rights(folder.resolve("18"))).isEqualTo("rwx------");
    assertThat(rights(folder.resolve("tls/server.key"))).isEqualTo("rw-------");
  }

  @Test
  void aRestartKeepsWhatWasCommitted() throws SQLException {
    node.start();
    execute("CREATE TABLE kept (n int PRIMARY KEY)", "INSERT INTO kept VALUES (7)");

    node.server().stop();
    assertThat(node.server().isRunning()).isFalse();
    node.start();

    assertThat(ask("SELECT n FROM kept")).isEqualTo("7");
  }

  @Test
  void stoppingTwiceDoesNoHarm() {
    node.start();
    node.server().stop();

    node.server().stop();

    assertThat(node.server().isRunning()).isFalse();
  }

  @Test
  void aKilledServerComesBackWithEveryCommittedRow() throws Exception {
    node.start();
    execute("CREATE TABLE kept (n int PRIMARY KEY)");
    List<Integer> committed = new ArrayList<>();
    try (Connection connection = node.connectAsOwner();
        Statement statement = connection.createStatement()) {
      for (int n = 0; n < 200; n++) {
        if (n == 150) {
          kill(node.server().pid().orElseThrow());
        }
        statement.execute("INSERT INTO kept VALUES (" + n + ")");
        committed.add(n);
      }
    } catch (SQLException e) {
      // the server is gone, as it should be
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> !node.server().isRunning());
    node.start();

    assertThat(committed).hasSizeGreaterThanOrEqualTo(150);
    assertThat(Integer.parseInt(ask("SELECT count(*) FROM kept WHERE n < " + committed.size())))
        .isEqualTo(committed.size());
  }

  @Test
  void theSameObjectStartsItAgainAfterItsFirstStart() throws Exception {
    BundledPostgres server = node.server();
    server.start(node.cipher(), new SecureRandom());
    kill(server.pid().orElseThrow());
    await().atMost(Duration.ofSeconds(20)).until(() -> !server.isRunning());

    server.start(node.cipher(), new SecureRandom());

    assertThat(server.isRunning()).isTrue();
  }

  @Test
  void aServerThatWasLeftOverIsAdopted() {
    node.start();
    long before = node.server().pid().orElseThrow();

    node.start();

    assertThat(node.server().pid()).hasValue(before);
  }

  @Test
  void aLeftOverServerOnAnotherPortIsStartedAnew() throws IOException, SQLException {
    node.start();
    long before = node.server().pid().orElseThrow();
    node.setPort(BundledNode.freePort());

    node.start();

    assertThat(node.server().pid().orElseThrow()).isNotEqualTo(before);
    assertThat(ask("SELECT 1")).isEqualTo("1");
  }

  @Test
  void aTakenPortIsToldAndNothingIsMade() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      node.setPort(other.getLocalPort());

      BundledPostgresException refused =
          catchThrowableOfType(BundledPostgresException.class, node::start);

      assertThat(refused.reason()).isEqualTo(Reason.PORT_TAKEN);
      assertThat(refused)
          .hasMessage(
              "Port "
                  + other.getLocalPort()
                  + " on 127.0.0.1 is taken by another program: stop it, or set another port in"
                  + " conf/database.conf.");
      assertThat(node.home().resolve("data/postgresql")).doesNotExist();
    }
  }

  @Test
  void aFirstStartThatWasBrokenOffCanBeRepeated() throws IOException, SQLException {
    Path half = node.home().resolve("data/postgresql/18.new");
    Files.createDirectories(half);
    Files.writeString(half.resolve("PG_VERSION"), "18\n");

    node.start();

    assertThat(ask("SELECT 1")).isEqualTo("1");
    assertThat(half).doesNotExist();
  }

  @Test
  void rootInAFolderThatNoServiceUserReachesRunsItWithoutItsRights() throws Exception {
    Files.setPosixFilePermissions(node.home(), PosixFilePermissions.fromString("rwx------"));
    assumeTrue(System.getProperty("user.name").equals("root"), "for root only");
    assumeTrue(
        new ProcessBuilder("unshare", "--user", "--map-user=1", "true").start().waitFor() == 0,
        "user namespaces are not allowed here");

    node.start();
    node.server().stop();
    node.start();

    assertThat(ask("SELECT 1")).isEqualTo("1");
    assertThat(Files.getOwner(node.home().resolve("data/postgresql")).getName()).isEqualTo("root");
  }

  @Test
  void dataWithoutTheirPasswordAreRefusedAndLeftAlone() throws IOException {
    node.start();
    node.server().stop();
    Files.writeString(
        node.home().resolve("conf/database.conf"),
        Files.readString(node.home().resolve("conf/database.conf"))
            .replaceAll("(?m)^owner.password.*$", ""));
    Path version = node.home().resolve("data/postgresql/18/PG_VERSION");

    BundledPostgresException refused =
        catchThrowableOfType(
            BundledPostgresException.class,
            () ->
                BundledPostgres.of(VaultConf.load(node.home().resolve("conf")))
                    .start(node.cipher(), new SecureRandom()));

    assertThat(refused.reason()).isEqualTo(Reason.FOLDER);
    assertThat(refused).hasMessageContaining("owner.password");
    assertThat(version).exists();
  }

  private String setting(String name) throws SQLException {
    return ask("SHOW " + name);
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = node.connectAsOwner();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = node.connectAsOwner();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
  }
}
