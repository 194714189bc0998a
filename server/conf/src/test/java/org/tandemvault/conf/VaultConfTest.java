package org.tandemvault.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultConfTest {
  private static final List<String> FILES =
      List.of("server.conf", "database.conf", "node.conf", "manage_key.conf", "replication.conf");

  @TempDir private Path home;
  private ConfFolder conf;

  @BeforeEach
  void makeCorrectFiles() throws IOException {
    conf = new ConfFolder(home);
  }

  @Test
  void theDefaultsHoldWhereAFileSaysNothing() {
    VaultConf loaded = conf.load();

    assertThat(loaded.server().https().port()).isEqualTo(7272);
    assertThat(loaded.server().https().url()).isEqualTo("https://localhost:7272");
    assertThat(loaded.server().folders().data()).isEqualTo(home.resolve("data"));
    assertThat(loaded.server().sessions().idle()).isEqualTo(Duration.ofMinutes(15));
    assertThat(loaded.server().auditExport().syslog()).isEmpty();
    assertThat(loaded.database().engine()).isEqualTo(DatabaseConf.Engine.EMBEDDED);
    assertThat(loaded.database().address())
        .isEqualTo(new DatabaseConf.Address("127.0.0.1", 2345, "vault"));
    assertThat(loaded.database().logins().app().user()).isEqualTo("vault_app");
    assertThat(loaded.node().role()).isEmpty();
    assertThat(loaded.node().standbyAccess()).isEqualTo(NodeConf.StandbyAccess.EMERGENCY);
    assertThat(loaded.manageKey().allowInsideInstallation()).isFalse();
  }

  @Test
  void theFilesThatAreShippedAreCorrect() {
    Path shipped = Path.of("..", "..", "conf");

    VaultConf loaded = VaultConf.load(shipped);

    assertThat(loaded.node().id()).isEqualTo("primary");
  }

  @Test
  void theShippedCommentsNameTheRealDefaults() throws IOException {
    VaultConf plain = VaultConf.load(Path.of("..", "..", "conf"));
    for (String file : FILES) {
      String shipped = Files.readString(Path.of("..", "..", "conf", file));
      conf.write(file, shipped.replaceAll("(?m)^#(?=[a-z0-9.]+ = )", ""));
    }

    VaultConf uncommented = conf.load();

    assertThat(uncommented.server().https().port()).isEqualTo(plain.server().https().port());
    assertThat(uncommented.server().sessions()).isEqualTo(plain.server().sessions());
    assertThat(uncommented.server().auditExport()).isEqualTo(plain.server().auditExport());
    assertThat(uncommented.server().passwordHashing()).isEqualTo(plain.server().passwordHashing());
    assertThat(uncommented.database().address()).isEqualTo(plain.database().address());
    assertThat(uncommented.database().tls()).isEqualTo(plain.database().tls());
    assertThat(uncommented.database().limits().binaries())
        .isEqualTo(home.resolve("data/postgresql-binaries"));
    assertThat(uncommented.node().standbyAccess()).isEqualTo(plain.node().standbyAccess());
    assertThat(uncommented.replication().peers()).isEmpty();
    assertThat(uncommented.replication().sync()).isEqualTo(plain.replication().sync());
    assertThat(uncommented.replication().heartbeat().pace())
        .isEqualTo(plain.replication().heartbeat().pace());
    assertThat(uncommented.replication().heartbeat().port()).isEqualTo(7274);
    assertThat(uncommented.replication().heartbeat().keystore())
        .isEqualTo(home.resolve("conf/heartbeat.p12"));
  }

  @Test
  void relativePathsStartAtTheFolderThatHoldsTheConfiguration() throws IOException {
    conf.write("server.conf", "data.dir = ../elsewhere\nlog.dir = /var/log/vault\n");

    ServerConf.Folders folders = conf.load().server().folders();

    assertThat(folders.data()).isEqualTo(home.resolveSibling("elsewhere"));
    assertThat(folders.log()).isEqualTo(Path.of("/var/log/vault"));
  }

  @Test
  void allProblemsOfAllFilesAreToldAtOnceInTheOrderOfTheFiles() throws IOException {
    conf.write("server.conf", "# note\nhttps.prot = 7272\n\nsession.idle = soon\n");
    conf.write("database.conf", "engine = oracle\nport = 99999\n");
    Files.delete(conf.file("node.conf"));
    conf.write("manage_key.conf", "\n");

    ConfException refused = catchThrowableOfType(ConfException.class, conf::load);

    assertThat(refused.getMessage().lines())
        .containsExactly(
            conf.file("database.conf")
                + ":1 engine: is 'oracle' -> set one of embedded, postgresql, sqlserver",
            conf.file("database.conf")
                + ":2 port: is '99999' -> set a whole number from 1 to 65535",
            conf.file("manage_key.conf")
                + " key.file: has no value -> set the path of the master key file",
            conf.file("node.conf")
                + ": no such file -> copy the commented default of that name here",
            conf.file("server.conf")
                + ":2 https.prot: is no key of this file -> did you mean https.port?",
            conf.file("server.conf")
                + ":4 session.idle: is 'soon' -> set a number and a unit, such as 30s, 15m, 12h or"
                + " 7d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server.conf   | https.port = 0            | 1 https.port: is '0' -> set a whole number",
        "server.conf   | https.port = x            | 1 https.port: is 'x' -> set a whole number",
        "server.conf   | https.names = a b         | 1 https.names: is not a list of names ->",
        "server.conf   | session.idle = 1s         | 1 session.idle: is '1s' -> set a time from 1m",
        "server.conf   | session.absolute = 10m    | is longer than session.absolute -> make it",
        "server.conf   | audit.syslog.tls = yes    | 1 audit.syslog.tls: is 'yes' -> set true or",
        "server.conf   | argon2.memory.kib = 8     | 1 argon2.memory.kib: is '8' -> set a whole",
        "server.conf   | whatever = 1              | 1 whatever: is no key of this file -> remove",
        "server.conf   | data.dir =                | 1 data.dir: has no value -> set the path",
        "server.conf   | https.keystore.password = enc:v9:abc | begins with enc: but is no sealed",
        "database.conf | host = db.example.org     | but the embedded database is on this machine",
        "database.conf | engine = postgresql       | host: has no value -> set the host name",
        "database.conf | engine = sqlserver        | app.user: has no value -> set the database",
        "database.conf | engine = sqlserver        | app.password: has no value -> enter the",
        "database.conf | database = a'b            | 1 database: is 'a'b' -> set 1 to 63 letters",
        "database.conf | tls.mode = off            | is 'off' -> set one of verify-full, verify-ca",
        "database.conf | tls.strict = true         | is for SQL Server alone -> remove the line",
        "database.conf | encryption.key = default  | is for SQL Server alone -> remove the line",
        "database.conf | encryption.symmetric.key = a b | is 'a b' -> set a plain name",
        "database.conf | auth = windows            | is for SQL Server alone -> remove the line",
        "database.conf | pool.size = 1             | 1 pool.size: is '1' -> set a whole number",
        "node.conf     | node.id = Größe           | 1 node.id: is 'Größe' -> set it to 1 to 40",
        "node.conf     | node.name = x             | node.id: has no value -> set it: 1 to 40 of",
        "node.conf     | node.number = 1024        | 1 node.number: is '1024' -> set a whole",
        "node.conf     | node.role = master        | is 'master' -> set one of primary, standby",
        "node.conf     | standby.access = never    | is 'never' -> set one of emergency, always",
        "replication.conf | peers = a, a           | 1 peers: is no list of node ids -> set each",
        "replication.conf | peers = primary        | peers: names this node itself, primary ->",
        "replication.conf | peer.x.role = standby  | 1 peer.x.role: is no key of this file ->",
        "replication.conf | peers = x              | peer.x.url: has no value -> set it: https://",
        "replication.conf | peers = x              | peer.x.heartbeat: has no value -> set it:"
            + " host",
        "replication.conf | sync.mode = yes        | set one of async, wait, fallback",
        "replication.conf | heartbeat.interval = 9s | is less than three intervals -> make it",
        "replication.conf | mail.smtp.host = h      | mail.from: is no mail address -> set",
        "replication.conf | mail.smtp.host = h      | mail.to: is no list of mail addresses -> set",
        "replication.conf | webhook.url = ftp://h   | webhook.url: is no address -> set https://",
        "replication.conf | drill.every = 1s        | 1 drill.every: is '1s' -> set",
        "replication.conf | replication.key = k    | replication.certificate: has no value ->",
        "manage_key.conf | key.allow.inside.installation = 1 | is '1' -> set true or false"
      })
  void eachWrongValueIsToldWithItsPlaceAndARemedy(String file, String text, String expected)
      throws IOException {
    conf.write(file, text.strip() + "\n");

    ConfException refused = catchThrowableOfType(ConfException.class, conf::load);

    assertThat(refused).hasMessageContaining(expected.strip());
    assertThat(refused).hasMessageContaining(conf.file(file.strip()).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://alarm.example.org/x", "http://10.0.0.7:8080/x"})
  void aWebhookGetsItsTokenByHttpsAlone(String url) throws IOException {
    conf.write("replication.conf", "webhook.url = " + url + "\nwebhook.token = t\n");

    assertThatThrownBy(conf::load)
        .isInstanceOf(ConfException.class)
        .hasMessageContaining("webhook.url: is http:")
        .hasMessageContaining("set https://host/path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhook.url = http://127.0.0.1:8080/x\nwebhook.token = t\n",
        "webhook.url = http://localhost/x\nwebhook.token = t\n",
        "webhook.url = http://[::1]:8080/x\nwebhook.token = t\n",
        "webhook.url = http://alarm.example.org/x\n"
      })
  void onThisMachineOrWithoutATokenHttpWillDo(String text) throws IOException {
    conf.write("replication.conf", text);

    assertThat(conf.load().replication().alarms().webhook()).isPresent();
  }

  @Test
  void aNodeWithoutReplicationConfStandsAlone() {
    assertThat(conf.load().replication().isConfigured()).isFalse();
  }

  @Test
  void eachPeerHasKeysOfItsOwn() throws IOException {
    conf.write(
        "replication.conf",
        """
        peers = standby, far-away
        peer.standby.url = https://vault2.example.org:7273/
        peer.standby.heartbeat = 10.0.0.2:7274
        peer.far-away.role = standby
        peer.far-away.url = https://[2001:db8::1]:7273
        peer.far-away.heartbeat = [2001:db8::1]:7274
        peer.far-away.database = db.far.example.org:5432
        peer.far-away.database.authority = conf/peers/far-database.pem
        sync.mode = fallback
        """);

    ReplicationConf replication = conf.load().replication();

    assertThat(replication.sync().mode()).isEqualTo(ReplicationConf.SyncMode.FALLBACK);
    assertThat(replication.peers().getFirst())
        .isEqualTo(
            new ReplicationConf.Peer(
                "standby",
                NodeConf.Role.STANDBY,
                "https://vault2.example.org:7273",
                new ReplicationConf.Endpoint("10.0.0.2", 7274),
                home.resolve("conf/peers/standby.pem"),
                Optional.empty()));
    assertThat(replication.peers().getLast().heartbeat()).hasToString("[2001:db8::1]:7274");
    assertThat(replication.peers().getLast().database())
        .contains(
            new ReplicationConf.PeerDatabase(
                new ReplicationConf.Endpoint("db.far.example.org", 5432),
                "vault",
                home.resolve("conf/peers/far-database.pem")));
  }

  @Test
  void aKeySetTwiceIsAProblem() throws IOException {
    conf.write("node.conf", "node.id = a\nnode.number = 3\nnode.id = b\n");

    ConfException refused = catchThrowableOfType(ConfException.class, conf::load);

    assertThat(refused)
        .hasMessage(
            conf.file("node.conf")
                + ":3 node.id: is set already in line 1 -> keep one of the two lines");
  }

  @Test
  void aMissingFolderIsOneProblem() {
    ConfException refused =
        catchThrowableOfType(ConfException.class, () -> VaultConf.load(home.resolve("none")));

    assertThat(refused)
        .hasMessage(
            home.resolve("none")
                + ": no such folder -> name a configuration folder with --conf DIR");
  }

  @Test
  void anIpv6NameIsBracketedInTheAddress() throws IOException {
    conf.write("server.conf", "https.names = ::1, localhost\n");

    assertThat(conf.load().server().https().url()).isEqualTo("https://[::1]:7272");
  }

  @Test
  void sqlServerTakesTheAccountOfTheNodeAndTheTrustStoreBesideTheFile() throws IOException {
    conf.write("truststore.p12", "");
    conf.write(
        "database.conf",
        "engine = sqlserver\nhost = db\nauth = windows\ntls.strict = true\n"
            + "tls.certificate.name = db1.corp.example\nencryption.key = default\n");

    DatabaseConf database = conf.load().database();

    assertThat(database.logins().auth()).isEqualTo(DatabaseConf.Auth.WINDOWS);
    assertThat(database.logins().app().user()).isEmpty();
    assertThat(database.tls().strict()).isTrue();
    assertThat(database.tls().trustStore()).contains(conf.file("truststore.p12"));
    assertThat(database.tls().certificateName()).contains("db1.corp.example");
    assertThat(database.keyLayer()).isEqualTo(DatabaseConf.KeyLayer.DEFAULT);
  }

  @Test
  void aWindowsLoginNeedsItsDomain() throws IOException {
    String text = "engine = sqlserver\nhost = db\nauth = windows\napp.password = x\napp.user = ";

    conf.write("database.conf", text + "svc\n");
    assertThatThrownBy(conf::load).hasMessageContaining("set DOMAIN");
    conf.write("database.conf", text + "CORP\\\\svc\n");
    assertThat(conf.load().database().logins().app().user()).isEqualTo("CORP\\svc");
  }

  @Test
  void theOwnerIsTheApplicationsLoginWhereNoOtherIsSet() throws IOException {
    conf.write(
        "database.conf", "engine = sqlserver\nhost = db\napp.user = sa\napp.password = pw\n");

    DatabaseConf.Logins logins = conf.load().database().logins();

    assertThat(logins.owner().user()).isEqualTo("sa");
    assertThat(logins.owner().password().isAbsent()).isFalse();
  }
}
