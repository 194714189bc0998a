package org.tandemvault.tools.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.keys.KeyOrder;
import org.tandemvault.db.keys.KeyOrders;
import org.tandemvault.tools.Tools;
import org.tandemvault.tools.change.StoppedNode;
import picocli.CommandLine;

/**
 * Keys of a stopped node with a real bundled database; what a running one does is tried elsewhere.
 */
class RotateKeyTest {
  private static KeyedNode node;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void makeNode() throws Exception {
    node = new KeyedNode();
  }

  @AfterAll
  static void removeNode() throws IOException {
    node.close();
  }

  @BeforeEach
  void nothingIsBegun() {
    assertThat(orders().order()).isEmpty();
  }

  @Test
  void aRotationMakesADataKeyAndSealsEverythingAnewAndIsOnRecord() throws Exception {
    int before = node.number("select max(key_id) from vault.keyring");

    assertThat(run("rotate")).as(err.toString()).isZero();

    int active = before + 1;
    assertThat(out.toString()).contains("All values are sealed under data key " + active);
    assertThat(node.number("select max(key_id) from vault.keyring where active")).isEqualTo(active);
    assertThat(node.keyIds()).containsOnly(active);
    assertThat(node.opened()).isEqualTo(KeyedNode.SECRETS);
    assertThat(node.text("select reason from vault.audit_event order by seq desc limit 1"))
        .contains("All values are sealed");
    assertThat(orders().order()).isEmpty();
  }

  @Test
  void aRotationThatBrokeIsBroughtToItsEndAndNoOtherIsBegun() throws Exception {
    int before = node.number("select max(key_id) from vault.keyring");
    KeyOrder begun = Orders.make(KeyOrder.Kind.ROTATE, Integer.toString(before), "", "");
    orders().write(begun);

    assertThat(run("rekey")).isEqualTo(3);
    assertThat(err.toString()).contains("rotate was begun").hasLineCount(1);
    assertThat(run("rotate")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Going on with the rotation");
    orders().write(begun);
    assertThat(run("rotate")).as(err.toString()).isZero();

    assertThat(node.number("select max(key_id) from vault.keyring")).isEqualTo(before + 1);
    assertThat(node.opened()).isEqualTo(KeyedNode.SECRETS);
  }

  @Test
  void aRekeyMakesAFileBesideTheOldOneAndChangesEverythingThatHangsOnIt() throws Exception {
    Path old = node.keyFile();
    String oldId = node.keyId();
    String manageKey = Files.readString(node.conf().resolve("manage_key.conf"));

    assertThat(run("rekey")).as(err.toString()).isZero();

    assertThat(node.keyFile()).isNotEqualTo(old).hasParent(old.getParent());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.keyFile())))
        .isEqualTo("rw-------");
    assertThat(old).exists();
    assertThat(Files.readString(node.conf().resolve("manage_key.conf"))).startsWith("# mine\n");
    assertThat(backups()).anySatisfy(file -> assertThat(file).hasContent(manageKey));
    assertThat(node.opened()).isEqualTo(KeyedNode.SECRETS);
    assertThat(out.toString())
        .contains("sealed anew: 4", "On each standby", node.keyFile().toString(), oldId);
    assertThat(run("verify")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("fits this database").contains(node.keyId());
    assertThat(run("verify", "--key", old.toString())).isEqualTo(5);
    assertThat(err.toString()).contains(oldId, "needs key " + node.keyId()).hasLineCount(1);
  }

  @Test
  void aRekeyThatBrokeAnywhereIsBroughtToItsEnd() throws Exception {
    for (Break where : Break.values()) {
      String oldId = node.keyId();
      Path fresh = node.outside().resolve("after-" + where + ".key");
      KeyOrder order = Orders.make(KeyOrder.Kind.REKEY, oldId, "", fresh.toString());
      breakAt(where, order, fresh);

      assertThat(run("rekey")).as(where + ": " + err).isZero();

      assertThat(node.keyFile()).as(where + "").isEqualTo(fresh);
      assertThat(node.keyId()).isNotEqualTo(oldId);
      assertThat(node.opened()).as(where + "").isEqualTo(KeyedNode.SECRETS);
      assertThat(run("verify")).as(where + ": " + err).isZero();
      assertThat(orders().order()).isEmpty();
    }
  }

  /** Where a rekey was killed. */
  private enum Break {
    BEFORE_THE_FILE,
    IN_THE_FILE,
    AFTER_THE_FILE,
    AFTER_THE_DATABASE,
    IN_THE_CONF_FILES,
    AFTER_MANAGE_KEY
  }

  private void breakAt(Break where, KeyOrder order, Path fresh) throws Exception {
    orders().write(order);
    if (where == Break.IN_THE_FILE) {
      Files.writeString(fresh, "# Whoever holds");
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    }
    if (where.compareTo(Break.AFTER_THE_FILE) < 0) {
      return;
    }
    MasterKeyFile.create(fresh, KeyedNode.RANDOM).close();
    if (where == Break.AFTER_THE_FILE) {
      return;
    }
    Path conf = node.conf();
    List<Path> files = List.of(conf.resolve("database.conf"), conf.resolve("server.conf"));
    List<String> before = new ArrayList<>();
    for (Path file : files) {
      before.add(Files.readString(file));
    }
    String manageKey = Files.readString(conf.resolve("manage_key.conf"));
    assertThat(run("rekey")).as(err.toString()).isZero(); // and back to the moment of the break
    try (MasterKey made = MasterKeyFile.read(fresh, node.home(), false)) {
      orders().write(order.taking(made.keyId()));
    }
    if (where == Break.AFTER_MANAGE_KEY) {
      return;
    }
    Files.writeString(conf.resolve("manage_key.conf"), manageKey);
    Files.writeString(files.get(1), before.get(1));
    if (where == Break.AFTER_THE_DATABASE) {
      Files.writeString(files.get(0), before.get(0));
    }
  }

  @Test
  void aKeyOfOnesOwnIsTakenAndAWrongOneIsRefusedInOneLine() throws Exception {
    Path given = node.outside().resolve("given.key");
    MasterKeyFile.create(given, KeyedNode.RANDOM).close();
    Path open = node.outside().resolve("open.key");
    MasterKeyFile.create(open, KeyedNode.RANDOM).close();
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    Path inside = node.home().resolve("inside.key");

    refused(78, "Others may use", "rekey", "--new-key", open.toString());
    refused(78, "inside the installation", "rekey", "--new-key", inside.toString());
    refused(78, "no folder", "rekey", "--new-key", node.outside() + "/none/x.key");
    refused(2, "the key that is in use", "rekey", "--new-key", node.keyFile().toString());
    refused(78, "no master key file", "verify", "--key", node.outside() + "/none.key");
    refused(78, "Not a master key file", "verify", "--key", junk().toString());
    refused(5, "does not fit this database", "verify", "--key", given.toString());
    refused(2, "Say what to do");
    refused(2, "--nonsense", "rotate", "--nonsense");
    assertThat(inside).doesNotExist();

    assertThat(run("rekey", "--new-key", given.toString())).as(err.toString()).isZero();
    assertThat(node.keyFile()).isEqualTo(given);
    assertThat(node.opened()).isEqualTo(KeyedNode.SECRETS);
  }

  @Test
  void aValueThatNoKeyOpensStopsARekeyBeforeAnythingIsDone() throws Exception {
    Path server = node.conf().resolve("later.conf");
    String before = Files.readString(server);
    ConfFile.read(server).with("audit.x", "enc:v1:" + "A".repeat(60)).save();
    try {
      refused(78, "later.conf: audit.x", "rekey");
    } finally {
      Files.writeString(server, before);
    }
    assertThat(run("verify")).as(err.toString()).isZero();
  }

  @Test
  void aStandbyTakesTheNewFileAndSendsAllElseToThePrimary() throws Exception {
    Path old = node.keyFile();
    Path conf = node.conf();
    Map<String, String> before = sealedFiles();
    before.put("manage_key.conf", read("manage_key.conf"));
    assertThat(run("rekey")).as(err.toString()).isZero();
    Path fresh = node.keyFile();
    putBack(before); // as on a node that has the primary's rows, and nothing else
    Files.writeString(conf.resolve("node.conf"), "node.id = keyed\nnode.role = standby\n");
    try {
      refused(3, "on the primary", "rotate");
      refused(2, "copy the new key file here", "rekey");
      refused(5, "does not fit this standby's database", "rekey", "--new-key", old.toString());
      assertThat(run("rekey", "--new-key", fresh.toString())).as(err.toString()).isZero();
    } finally {
      Files.writeString(conf.resolve("node.conf"), "node.id = keyed\n");
    }
    assertThat(node.keyFile()).isEqualTo(fresh);
    assertThat(node.opened()).isEqualTo(KeyedNode.SECRETS);
  }

  /** Somebody edited manage_key.conf by hand, and the conf files still have the old key. */
  @Test
  void confFilesOfAnOlderKeyAreSealedAnewWithItsFile() throws Exception {
    Path old = node.keyFile();
    Map<String, String> before = sealedFiles();
    assertThat(run("rekey")).as(err.toString()).isZero();
    putBack(before);
    Files.writeString(node.conf().resolve("node.conf"), "node.id = keyed\nnode.role = standby\n");
    for (Path backup : backups()) {
      Files.delete(backup);
    }
    Path fresh = node.keyFile();
    try {
      refused(78, "--old-key FILE", "rekey", "--new-key", fresh.toString());
      String[] words = {"rekey", "--new-key", fresh.toString(), "--old-key", old.toString()};
      assertThat(run(words)).as(err.toString()).isZero();
    } finally {
      Files.writeString(node.conf().resolve("node.conf"), "node.id = keyed\n");
    }
    assertThat(node.opened()).isEqualTo(KeyedNode.SECRETS);
  }

  @Test
  void sharesArePrintedOnceAndGiveTheKeyFileBack() throws Exception {
    refused(3, "on a terminal only", "shares", "--count", "3", "--needed", "2");
    refused(2, "2 to 16 shares", "shares", "--count", "3", "--needed", "1", "--to-pipe");
    assertThat(run("shares", "--count", "3", "--needed", "2", "--to-pipe")).isZero();
    List<String> shares = out.toString().lines().toList();
    assertThat(shares).hasSize(3).allMatch(line -> line.startsWith("TVS1-"));
    assertThat(err.toString()).doesNotContain("TVS1-").contains(node.keyId());
    assertThat(node.text("select reason from vault.audit_event order by seq desc limit 1"))
        .contains("Recovery shares of master key " + node.keyId() + " printed");

    Path restored = node.outside().resolve("restored.key");
    String out = "--out=" + restored;
    type(shares.get(0));
    refused(5, "2 different shares are needed", "restore-key", out);
    type(shares.get(0), shares.get(1).replaceFirst("-.", "-7").replaceFirst("-77", "-78"));
    refused(5, "Line 2", "restore-key", out);
    assertThat(restored).doesNotExist();
    type(shares.get(0).toLowerCase(java.util.Locale.ROOT), "", shares.get(2));
    assertThat(run("restore-key", out)).as(err.toString()).isZero();
    assertThat(restored).hasSameTextualContentAs(node.keyFile());
    assertThat(run("verify", "--key", restored.toString())).as(err.toString()).isZero();
    type(shares.get(0), shares.get(2));
    refused(78, "never overwritten", "restore-key", out);
    type(shares.get(0), shares.get(2));
    refused(78, "inside the installation", "restore-key", "--out=" + node.home() + "/k");
    Files.delete(restored);
  }

  @Test
  void aNodeThatRunsAndDoesNotAnswerIsToldByItsDatabase() throws Exception {
    try (StoppedNode running = StoppedNode.tryHold(VaultConf.load(node.conf())).orElseThrow()) {
      refused(4, "Connection refused", "verify");
      assertThat(running).isNotNull();
    }
  }

  private static KeyOrders orders() {
    return new KeyOrders(node.home().resolve("data"));
  }

  private static Map<String, String> sealedFiles() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String name : List.of("database.conf", "server.conf", "later.conf")) {
      all.put(name, read(name));
    }
    return all;
  }

  private static void putBack(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(node.conf().resolve(file.getKey()), file.getValue());
    }
  }

  private static String read(String name) throws IOException {
    return Files.readString(node.conf().resolve(name));
  }

  private static Path junk() throws IOException {
    Path file = Files.writeString(node.outside().resolve("junk.key"), "junk\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static List<Path> backups() throws IOException {
    try (Stream<Path> files = Files.list(node.conf())) {
      return files.filter(file -> file.toString().endsWith(".bak")).toList();
    }
  }

  private void refused(int exit, String sentence, String... words) {
    assertThat(run(words)).as(out + " / " + err).isEqualTo(exit);
    assertThat(err.toString()).contains(sentence).hasLineCount(1);
  }

  private static void type(String... lines) {
    byte[] typed = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    System.setIn(new ByteArrayInputStream(typed));
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Tools.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    List<String> all = new ArrayList<>(List.of("rotate-key"));
    all.addAll(List.of(words));
    all.addAll(List.of("--conf", node.conf().toString()));
    InputStream before = System.in;
    try {
      return line.execute(all.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }
}
