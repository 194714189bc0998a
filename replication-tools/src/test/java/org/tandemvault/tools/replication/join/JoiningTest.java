package org.tandemvault.tools.replication.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.bundled.BundledNode;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.tools.Tools;
import org.tandemvault.tools.backup.BackedUpNode;
import picocli.CommandLine;

/** Two nodes with bundled databases become a pair by cards; the standby's node never ran. */
class JoiningTest {
  private final BackedUpNode primary = new BackedUpNode();
  private final Path standby = BackedUpNode.folder();
  private final Path ofPrimary = standby.resolve("ward.card");
  private final Path ofStandby = standby.resolve("spare.card");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  JoiningTest() throws IOException, SQLException {}

  @BeforeEach
  void makeStandby() throws IOException {
    Files.createDirectory(conf());
    write("server.conf", "https.port = 7273\n");
    node("standby", 4);
    write("manage_key.conf", "key.file = " + primary.key() + "\n");
    write(
        "database.conf",
        "port = "
            + BackedUpNode.freePort()
            + "\nbinaries.dir = "
            + BundledNode.sharedBinaries()
            + "\n");
  }

  @AfterEach
  void stop() throws IOException {
    BundledPostgres.of(VaultConf.load(conf())).stop();
    primary.close();
    try (var all = Files.walk(standby)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void aFreshStandbyGetsTheRowsAndEachSideKnowsTheOther() throws SQLException, IOException {
    writeCards();
    assertThat(atStandby("setup", "--peer=" + ofPrimary, "--yes"))
        .as("before the primary's side is there: " + err)
        .isEqualTo(4);
    assertThat(err.toString()).contains("setup --peer spare.card there first").hasLineCount(1);

    done(atPrimary("setup", "--peer=" + ofStandby, "--yes", "--dry-run"));
    assertThat(out.toString()).contains("Nothing was changed.", "vault_tables");
    assertThat(VaultConf.load(primaryConf()).replication().peers())
        .as("a dry run")
        .noneMatch(peer -> peer.id().equals("spare"));
    done(atPrimary("setup", "--peer=" + ofStandby, "--yes"));
    assertThat(Files.readString(primary.home().resolve("data/reseed-of-spare")))
        .as("the running node is asked to follow")
        .contains("port='" + portOf(conf()) + "'");

    done(atStandby("setup", "--peer=" + ofPrimary, "--yes"));
    assertThat(out.toString()).contains("rows came over from ward");
    assertThat(standby.resolve("data/reseed-of-ward")).doesNotExist();
    assertThat(rows()).isEqualTo(rowsOfPrimary());
    VaultConf told = VaultConf.load(conf());
    assertThat(told.replication().peers()).singleElement().satisfies(this::isPrimary);
    assertThat(out + err.toString()).as("no password is told").doesNotContain("typed-in-plain");

    done(atStandby("setup"));
    assertThat(out.toString()).contains("follows that of ward already");
    assertThat(atStandby("status")).as("no node runs").isEqualTo(5);
    assertThat(out.toString())
        .endsWith("High Availability Status: Failed\nReplication Status: Failed\n");

    done(atStandby("reseed"));
    assertThat(out.toString())
        .contains("rows came over; 0 were missing or otherwise")
        .endsWith("Replication Status: Failed\n");

    done(atPrimary("remove"));
    assertThat(out.toString()).endsWith("Replication Status: Not configured\n");
    assertThat(count(primary.login(), "pg_publication")).isZero();
    assertThat(count(primary.login(), "pg_replication_slots")).isZero();
    done(atStandby("remove"));
    assertThat(rows()).as("rows stay").isEqualTo(rowsOfPrimary());
  }

  private void isPrimary(org.tandemvault.conf.ReplicationConf.Peer peer) {
    assertThat(peer.id()).isEqualTo("ward");
    assertThat(peer.role()).isEqualTo(org.tandemvault.conf.NodeConf.Role.PRIMARY);
    assertThat(peer.certificate()).exists();
    assertThat(peer.database().orElseThrow().address())
        .hasToString("localhost:" + portOf(primaryConf()));
  }

  @Test
  void aStandbyWithAnotherKeyIsToldSo() throws IOException {
    Path other = standby.resolve("../" + standby.getFileName() + "-key").normalize();
    try (var made = MasterKeyFile.create(other, new SecureRandom())) {
      write("manage_key.conf", "key.file = " + other + "\n");
      writeCards();
      done(atPrimary("setup", "--peer=" + ofStandby, "--yes"));

      assertThat(atStandby("setup", "--peer=" + ofPrimary, "--yes")).isEqualTo(78);

      assertThat(err.toString()).contains("does not fit", made.keyId()).hasLineCount(1);
    } finally {
      Files.deleteIfExists(other);
    }
  }

  @Test
  void cardsThatDoNotFitAreRefusedAndNothingIsChanged() throws IOException {
    writeCards();
    String told = PeerCard.read(ofPrimary).fingerprint();
    assertThat(out.toString()).contains(told);
    Path evil = // changed on its way
        Files.writeString(
            standby.resolve("evil"), changed(ofPrimary, "heartbeat = evil.example.org:7274"));
    assertThat(PeerCard.read(evil).fingerprint()).isNotEqualTo(told);
    String before = Files.readString(conf().resolve("replication.conf"));

    assertThat(atStandby("setup", "--peer=" + ofStandby, "--yes")).isEqualTo(78);
    assertThat(err.toString()).contains("card of this very node");
    assertThat(atStandby("setup", "--peer=" + standby.resolve("none"), "--yes")).isEqualTo(6);
    assertThat(atStandby("setup", "--peer=" + ofPrimary)).as("nobody compares").isEqualTo(2);
    assertThat(err.toString()).contains("--yes");
    assertThat(atStandby("setup")).as("no card").isEqualTo(2);
    assertThat(err.toString()).contains("--peer CARD");
    assertThat(atStandby("card", ofStandby.toString())).as("in the way").isEqualTo(3);
    assertThat(atStandby("card")).isEqualTo(2);

    for (String line :
        List.of("role = queen", "heartbeat.certificate = bm90IG9uZQ==", "node = ../x")) {
      Path broken = Files.writeString(standby.resolve("broken"), changed(ofPrimary, line));
      assertThat(atStandby("setup", "--peer=" + broken, "--yes")).as(line).isEqualTo(78);
      assertThat(err.toString()).contains("is no card of a node").hasLineCount(1);
    }
    node("standby", 3);
    assertThat(atStandby("setup", "--peer=" + ofPrimary, "--yes")).isEqualTo(78);
    assertThat(err.toString()).contains("node.number = 3");
    node("primary", 4);
    assertThat(atStandby("setup", "--peer=" + ofPrimary, "--yes")).isEqualTo(78);
    assertThat(err.toString()).contains("Both nodes are primaries");

    assertThat(conf().resolve("replication.conf")).content().isEqualTo(before);
    assertThat(conf().resolve("peers")).doesNotExist();
  }

  private static String changed(Path card, String line) throws IOException {
    String key = line.substring(0, line.indexOf(" ="));
    return Files.readString(card).replaceAll("(?m)^" + key.replace(".", "\\.") + " = .*$", line);
  }

  private void writeCards() {
    done(atPrimary("card", ofPrimary.toString()));
    String first = out.toString();
    done(atStandby("card", ofStandby.toString()));
    out.getBuffer().insert(0, first);
  }

  private long rows() throws SQLException {
    VaultConf conf = VaultConf.load(conf());
    BundledPostgres server = BundledPostgres.of(conf);
    VaultConf complete =
        server.start(
            new org.tandemvault.crypto.ConfValueCipher(primary.master(), new SecureRandom()),
            new SecureRandom());
    try (var login = new BackedUpNode.Login(complete, primary.master())) {
      return rows(login);
    } finally {
      server.stop();
    }
  }

  private long rowsOfPrimary() throws SQLException {
    try (var login = primary.login()) {
      return rows(login);
    }
  }

  private static long rows(BackedUpNode.Login login) throws SQLException {
    return login.count("vault.setting") * 1_000_000
        + login.count("vault.account_password") * 10_000
        + login.count("vault.audit_event");
  }

  private static long count(BackedUpNode.Login login, String what) throws SQLException {
    try (login) {
      return login.count(what);
    }
  }

  private static int portOf(Path conf) {
    return VaultConf.load(conf).database().address().port();
  }

  private Path conf() {
    return standby.resolve("conf");
  }

  private Path primaryConf() {
    return primary.home().resolve("conf");
  }

  private void node(String role, int number) throws IOException {
    write("node.conf", "node.id = spare\nnode.role = " + role + "\nnode.number = " + number + "\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(conf().resolve(file), text);
  }

  private void done(int exit) {
    assertThat(exit).as(err.toString()).isZero();
  }

  private int atPrimary(String... words) {
    return run(primaryConf(), words);
  }

  private int atStandby(String... words) {
    return run(conf(), words);
  }

  private int run(Path conf, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Tools.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] words = new String[more.length + 3];
    words[0] = "configure-replication";
    System.arraycopy(more, 0, words, 1, more.length);
    words[more.length + 1] = "--conf";
    words[more.length + 2] = conf.toString();
    return line.execute(words);
  }
}
