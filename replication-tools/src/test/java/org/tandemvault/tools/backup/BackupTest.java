package org.tandemvault.tools.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.backup.BackupRecords;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** Backups of a real node that are really restored. */
class BackupTest {
  private static BackedUpNode node;
  private static Path whole;
  private static String made;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path folder;

  @BeforeAll
  static void makeOne() throws Exception {
    node = new BackedUpNode();
    whole = node.outside().resolve("whole.tvb");
    var out = new StringWriter();
    var err = new StringWriter();
    int code = run(out, err, "backup", "--conf", node.conf().folder().toString(), whole.toString());
    assertThat(code).as(err.toString() + out).isZero();
    made = out.toString();
  }

  @AfterAll
  static void remove() {
    node.close();
  }

  @BeforeEach
  void makeFolder() {
    folder = BackedUpNode.folder();
  }

  @AfterEach
  void removeFolder() {
    RestoreCommand.delete(folder);
  }

  @Test
  void aBackupIsProvenSealedForItsOwnerAloneAndSaysWhatItNeeds() throws IOException {
    assertThat(made)
        .contains("Backup of primary ward", "3 sealed values opened", "ward (20 events)")
        .contains("worthless without the master key file (key " + node.master().keyId())
        .contains("Warning: the backup lies in the folder of the master key file");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(whole)))
        .isEqualTo("rw-------");
    String bytes = Files.readString(whole, StandardCharsets.ISO_8859_1);
    assertThat(bytes).startsWith("tandem-vault-backup\n").doesNotContain("mine", "ada", "setting");
    assertThat(node.home().resolve("data")).isDirectoryNotContaining("glob:**backup-proof*");
    assertThat(new BackupRecords(node.home().resolve("data")).untold())
        .anySatisfy(note -> assertThat(note.entry().text()).contains("restored and compared"));
    assertThat(node.server().isRunning()).isTrue();
  }

  @Test
  void aNodeIsMadeOfItThatStandsAlone() throws Exception {
    Path home = folder.resolve("new");

    assertThat(restoreInto(home)).as(err.toString() + out).isZero();

    VaultConf conf = VaultConf.load(home.resolve("conf"));
    assertThat(conf.node().id()).isEqualTo("ward");
    assertThat(conf.replication().isConfigured()).isFalse();
    assertThat(conf.replication().sync().mode().name()).isEqualTo("ASYNC");
    assertThat(conf.database().address().port())
        .isNotEqualTo(node.conf().database().address().port());
    assertThat(conf.manageKey().keyFile()).isEqualTo(node.key());
    String replication = Files.readString(home.resolve("conf/replication.conf"));
    assertThat(replication).contains("enc:v1:").doesNotContain(BackedUpNode.TYPED, "peer.other");
    assertThat(home.resolve("conf/branding/logo.svg")).hasContent("<>");
    assertThat(home.resolve("conf/license.txt")).hasContent("free");
    assertThat(home.resolve("conf/branding/master.key")).doesNotExist();
    assertThat(home.resolve("conf/masterkey.key")).doesNotExist();
    assertThat(out.toString()).contains("stands alone", "bin/start.sh --foreground --conf");
    requireSameRows(conf);
  }

  private static void requireSameRows(VaultConf conf) throws Exception {
    BundledPostgres restored = BundledPostgres.of(conf);
    restored.start(
        new org.tandemvault.crypto.ConfValueCipher(node.master(), BackedUpNode.RANDOM),
        BackedUpNode.RANDOM);
    try (BackedUpNode.Login there = new BackedUpNode.Login(conf, node.master())) {
      assertThat(there.count("vault.setting where name like 's%'")).isEqualTo(1200);
      assertThat(there.count("vault.folder where parent_id = 9")).isEqualTo(1);
      assertThat(there.count("vault.heartbeat")).isZero();
      assertThat(there.count("vault.audit_event where action = 'RESTORE' and seq = 21"))
          .isEqualTo(1);
      assertThat(there.count("pg_subscription")).isZero();
    } finally {
      restored.stop();
    }
  }

  @Test
  void itGoesIntoADatabaseOfAServerToo() throws Exception {
    try (BackedUpNode.Login server = node.login()) {
      server.run("create role restorer login password 'R3st-orer'");
      server.run("create database elsewhere owner restorer");
      Path password = Files.writeString(folder.resolve("password"), "R3st-orer\n");
      Path home = folder.resolve("new");
      String[] to = {
        "--to",
        "postgresql",
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(node.conf().database().address().port()),
        "--database",
        "elsewhere",
        "--user",
        "restorer",
        "--password-file",
        password.toString(),
        "--ca-file",
        BundledPostgres.caFile(node.conf()).toString()
      };

      assertThat(restoreInto(home, to)).as(err.toString() + out).isZero();
      assertThat(VaultConf.load(home.resolve("conf")).database().address().database())
          .isEqualTo("elsewhere");
      assertThat(Files.readString(home.resolve("conf/database.conf"))).doesNotContain("R3st");

      assertThat(restoreInto(folder.resolve("again"), to)).isEqualTo(78);
      assertThat(err.toString()).contains("holds a vault already").hasLineCount(1);
      assertThat(folder.resolve("again")).doesNotExist();
    }
  }

  @Test
  void peopleWriteMeanwhileAndAFileIsReplacedWhenForced() throws Exception {
    Path file = Files.copy(whole, folder.resolve("b.tvb"));
    try (BackedUpNode.Login owner = node.login();
        Connection writer = owner.connect()) {
      Thread people = Thread.ofVirtual().start(() -> write(writer));
      try {
        assertThat(backup(file.toString(), "--force")).as(err.toString() + out).isZero();
      } finally {
        people.interrupt();
        people.join();
        owner.run("delete from vault.setting where name like 'w%'");
      }
    }
    assertThat(out.toString()).contains("Verified: ");
    assertThat(Files.readAllBytes(file)).isNotEqualTo(Files.readAllBytes(whole));
  }

  private static void write(Connection connection) {
    try (var insert =
        connection.prepareStatement("insert into vault.setting values (?, 'written meanwhile')")) {
      for (int i = 0; !Thread.interrupted(); i++) {
        insert.setString(1, "w" + i);
        insert.execute();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsWrongWithABackupIsOneClearLine() throws Exception {
    byte[] bytes = Files.readAllBytes(whole);
    byte[] flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 1;
    refused(5, "It is damaged", verify(Files.write(folder.resolve("flipped"), flipped)));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 100);
    refused(5, "It is cut off", verify(Files.write(folder.resolve("cut"), cut)));
    refused(5, "no backup of Tandem Vault", verify(Files.writeString(folder.resolve("x"), "x")));
    refused(6, "There is no file", verify(folder.resolve("nothing")));
    refused(6, "is a folder", verify(folder));
    Path other = folder.resolve("other.key");
    MasterKeyFile.create(other, BackedUpNode.RANDOM).close();
    refused(
        5,
        "sealed with master key " + node.master().keyId(),
        "restore",
        "--verify",
        whole.toString(),
        "--key",
        other.toString());
    assertThat(err.toString()).contains(keyId(other));
    refused(78, "no master key file", "restore", "--verify", whole.toString(), "--key", "none");
    refused(2, "--verify", "restore", whole.toString());
  }

  private static String keyId(Path file) {
    try (MasterKey key = MasterKeyFile.read(file, Path.of(""), true)) {
      return key.keyId();
    }
  }

  @Test
  void nothingThatIsThereIsOverwritten() throws Exception {
    refused(
        3,
        "is there already",
        "backup",
        "--conf",
        node.conf().folder().toString(),
        whole.toString());
    Path taken = Files.writeString(folder.resolve("taken"), "mine");
    refused(
        3,
        "is not empty",
        "restore",
        "--into",
        folder.toString(),
        whole.toString(),
        "--key",
        node.key().toString());
    assertThat(taken).hasContent("mine");
  }

  @Test
  void aDamagedBackupLeavesNothingInTheNewFolder() throws Exception {
    byte[] flipped = Files.readAllBytes(whole);
    flipped[flipped.length - 30] ^= 1;
    Path file = Files.write(folder.resolve("flipped"), flipped);

    refused(
        5,
        "It is damaged",
        "restore",
        "--into",
        folder.resolve("new").toString(),
        file.toString(),
        "--key",
        node.key().toString());

    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void aSealedValueThatDoesNotOpenMakesItUnverified() throws Exception {
    try (BackedUpNode.Login owner = node.login()) {
      owner.run("update vault.account set version = 2 where id = 11");
      try {
        assertThat(backup(folder.resolve("b.tvb").toString())).isEqualTo(5);
      } finally {
        owner.run("update vault.account set version = 1 where id = 11");
      }
    }
    assertThat(err.toString()).contains("does not open").hasLineCount(1);
    assertThat(folder.resolve("b.tvb")).doesNotExist();
    assertThat(folder.resolve("b.tvb.unverified")).exists();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    String[] words = {
      "restore",
      "--into",
      folder.resolve("new").toString(),
      folder.resolve("b.tvb.unverified").toString(),
      "--key",
      node.key().toString(),
      "--force"
    };
    assertThat(run(out, err, words)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("not proven, but forced");
  }

  @Test
  void oldBackupsGoAndForeignFilesStay() throws Exception {
    Path backups = Files.createDirectories(node.home().resolve("backups"));
    Path old = Files.copy(whole, backups.resolve("tandem-vault-ward-20200101-000000Z.tvb"));
    Path older = Files.copy(whole, backups.resolve("tandem-vault-ward-20190101-000000Z.tvb"));
    Path others = Files.copy(whole, backups.resolve("tandem-vault-other-20190101-000000Z.tvb"));
    Path foreign =
        Files.writeString(backups.resolve("tandem-vault-ward-20180101-000000Z.tvb"), "a letter");
    Path part =
        Files.writeString(backups.resolve(".tandem-vault-ward-20180101-000000Z.tvb.part"), "");

    assertThat(backup()).as(err.toString() + out).isZero();

    assertThat(List.of(older, part)).allSatisfy(gone -> assertThat(gone).doesNotExist());
    assertThat(List.of(old, others, foreign)).allSatisfy(kept -> assertThat(kept).exists());
    try (Stream<Path> files = Files.list(backups)) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "");

    refused(
        6,
        "There is no folder",
        "backup",
        "--conf",
        node.conf().folder().toString(),
        plain.resolve("b.tvb").toString());
  }

  private void refused(int exit, String sentence, String... words) {
    err.getBuffer().setLength(0);
    assertThat(run(out, err, words)).as(err.toString()).isEqualTo(exit);
    assertThat(err.toString()).contains(sentence).hasLineCount(1);
  }

  private static String[] verify(Path file) {
    return new String[] {"restore", "--verify", file.toString(), "--key", node.key().toString()};
  }

  private int backup(String... words) {
    return run(
        out,
        err,
        Stream.concat(
                Stream.of("backup", "--conf", node.conf().folder().toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  private int restoreInto(Path home, String... words) {
    return run(
        out,
        err,
        Stream.concat(
                Stream.of(
                    "restore",
                    "--into",
                    home.toString(),
                    whole.toString(),
                    "--key",
                    node.key().toString()),
                Stream.of(words))
            .toArray(String[]::new));
  }

  private static int run(StringWriter out, StringWriter err, String... words) {
    CommandLine line = Tools.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    return line.execute(words);
  }
}
