package org.tandemvault.installer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;

/** Does what the answers say: a new node, or a newer version over an older one. */
final class Setup {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Tree release;
  private final Answers answers;
  private final PrintWriter out;
  private final Owner owner;
  private final Path home;

  Setup(Tree release, Answers answers, PrintWriter out) {
    this.release = release;
    this.answers = answers;
    this.out = out;
    this.home = answers.path(Setting.HOME);
    this.owner = new Owner(answers.value(Setting.SERVICE_USER), Privileges.root());
  }

  /** Whether a node was installed in that folder. */
  static boolean isInstalled(Path home) {
    return InstalledNode.at(home).isPresent();
  }

  /** What will be done, for a person to read before. */
  List<String> plan() {
    List<String> lines = new ArrayList<>();
    if (isInstalled(home)) {
      lines.add(
          "Brings " + home + " from " + new Tree(home).version() + " to " + release.version());
      lines.add("conf, data, logs and the key stay; the old program is kept in replaced/");
      return lines;
    }
    lines.add(
        (answers.isStandby()
                ? "High Availability secondary server (Read Only) "
                : "Primary server ")
            + answers.value(Setting.NODE_ID)
            + " in "
            + home);
    lines.add(
        "https port "
            + answers.value(Setting.HTTPS_PORT)
            + ", database "
            + answers.value(Setting.DATABASE_ENGINE)
            + " port "
            + answers.value(Setting.DATABASE_PORT)
            + ", master key "
            + answers.path(Setting.KEY_FILE));
    lines.add("Runs as user " + owner.name() + (usesSystemd() ? ", started by systemd" : ""));
    return lines;
  }

  void run() throws IOException {
    if (isInstalled(home)) {
      upgrade();
    } else {
      install();
    }
  }

  private void install() throws IOException {
    boolean leftOver = isLeftOver();
    if (!leftOver) {
      requireFit();
    }
    owner.requireWay(home);
    owner.ensure(home);
    if (!release.home().equals(home)) {
      Files.createDirectories(home);
      release.copyTo(home);
    }
    VaultConf written = leftOver ? keptConf() : writtenConf();
    boolean keyIsThere = ensureKey(written);
    if (!leftOver) {
      new ConfWriter(written.folder(), answers).writePasswords(written);
    }
    giveFolders(written);
    InstalledNode node =
        new InstalledNode(
            home, owner.name(), usesSystemd() ? systemd().unit(id(written)).toString() : "");
    if (usesSystemd()) {
      say("Wrote the unit " + systemd().write(written, owner.name()));
    }
    node.save();
    say("Installed Tandem Vault " + release.version() + " in " + home);
    start(written, keyIsThere);
  }

  private void requireFit() throws IOException {
    List<String> problems = Checks.of(answers);
    if (!problems.isEmpty()) {
      throw SetupException.configuration(String.join("\n", problems));
    }
    if (!release.home().equals(home) && Files.isDirectory(home)) {
      try (var content = Files.list(home)) {
        if (content.findAny().isPresent()) {
          throw SetupException.configuration(
              "The folder " + home + " holds something else: name an empty one with --home.");
        }
      }
    }
  }

  private VaultConf writtenConf() {
    return new ConfWriter(home.resolve("conf"), answers).write();
  }

  private VaultConf keptConf() {
    say("conf is there already and stays as it is.");
    return VaultConf.load(home.resolve("conf"));
  }

  /** What an uninstaller left: conf and data without a program. */
  private boolean isLeftOver() {
    return !release.home().equals(home)
        && Files.isRegularFile(home.resolve("conf/node.conf"))
        && !Files.exists(home.resolve("bin"));
  }

  private boolean ensureKey(VaultConf conf) throws IOException {
    Path file = conf.manageKey().keyFile();
    if (Files.exists(file)) {
      try (MasterKey key = MasterKeyFile.read(file, home, false)) {
        say("Found the master key " + key.keyId() + " in " + file);
      }
      return true;
    }
    if (conf.node().role().filter(NodeConf.Role.STANDBY::equals).isPresent()) {
      say("There is no master key in " + file + " yet: copy the primary's there by hand, for");
      say(
          "user "
              + owner.name()
              + " alone (chmod 600), or name its place in conf/manage_key.conf.");
      return false;
    }
    Path folder = file.getParent();
    boolean made = !Files.isDirectory(folder);
    if (made) {
      Files.createDirectories(folder, Tree.folderRights("rwx------"));
    } else {
      owner.requireWay(folder);
    }
    try (MasterKey key = MasterKeyFile.create(file, new SecureRandom())) {
      owner.give(made ? folder : file);
      say("Made the master key " + key.keyId() + " in " + file);
      say("Keep a copy in a safe: without it nothing in the vault can be read.");
    }
    return true;
  }

  private void giveFolders(VaultConf conf) throws IOException {
    Tree.rights(conf.folder(), "rwxr-x---");
    try (var files = Files.list(conf.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Tree.rights(file, "rw-r-----");
      }
    }
    Tree.rights(conf.folder().resolve("database.conf"), "rw-------");
    owner.makeFolder(conf.folder().resolve("peers"), "rwxr-x---");
    owner.give(conf.folder());
    owner.makeFolder(conf.server().folders().data(), "rwx--x--x");
    owner.makeFolder(conf.server().folders().log(), "rwxr-x---");
    makeBackupFolder(conf, owner);
  }

  /** One elsewhere may be a drive that is not mounted now. */
  private static void makeBackupFolder(VaultConf conf, Owner user) throws IOException {
    Path folder = conf.server().backup().folder();
    if (folder.startsWith(conf.home())) {
      user.makeFolder(folder, "rwx------");
    }
  }

  private void start(VaultConf conf, boolean keyIsThere) {
    boolean wanted = answers.value(Setting.START).equals("yes");
    if (!wanted || !keyIsThere) {
      boolean standby = answers.isStandby();
      say(
          (standby ? "Join it to its primary first, then start it with: " : "Start it with: ")
              + startWords(conf));
      say("See " + home.resolve(standby ? "docs/admin-guide.md" : "docs/install.md"));
      return;
    }
    List<String> words =
        usesSystemd() && Systemd.runs()
            ? List.of("systemctl", "start", systemd().unit(id(conf)).getFileName().toString())
            : asOwner(home.resolve("bin/start.sh").toString());
    Commands.require("The node does not start", words);
    say("Started: " + conf.server().https().url());
  }

  private String startWords(VaultConf conf) {
    if (usesSystemd()) {
      Path unit = systemd().unit(conf.node().id());
      return (Systemd.runs() ? "" : "systemctl daemon-reload; systemctl enable " + unit + "; ")
          + "systemctl start "
          + unit.getFileName();
    }
    return String.join(" ", asOwner(home.resolve("bin/start.sh").toString()));
  }

  private List<String> asOwner(String script) {
    return owner.isAnother()
        ? List.of("runuser", "-u", owner.name(), "--", script)
        : List.of(script);
  }

  private void upgrade() throws IOException {
    InstalledNode node = InstalledNode.at(home).orElseThrow();
    if (release.home().equals(home)) {
      throw new SetupException(
          SetupException.REFUSED,
          "This node is set up already: edit conf/, or run setup.sh of another version with"
              + " --home "
              + home
              + " to bring that one here.");
    }
    Tree old = new Tree(home);
    if (release.isOlderThan(old)) {
      throw new SetupException(
          SetupException.REFUSED,
          home + " holds " + old.version() + ", which is newer than " + release.version() + ".");
    }
    VaultConf conf = VaultConf.load(home.resolve("conf"));
    Owner user = new Owner(node.user(), Privileges.root());
    try (StoppedNode stopped = StoppedNode.hold(conf, user)) {
      Path kept =
          home.resolve("replaced")
              .resolve(old.version() + "-" + STAMP.format(Clock.systemUTC().instant()));
      old.replaceInto(kept);
      try {
        release.copyTo(home);
      } catch (IOException | RuntimeException e) {
        old.takeBackFrom(kept);
        throw e;
      }
      user.give(home.resolve("conf"));
      makeBackupFolder(conf, user);
      node.save();
      say(
          "Brought "
              + home
              + " to version "
              + release.version()
              + "; conf and data are as before.");
      say("The old program and a copy of conf are in " + kept);
    }
    if (!node.unit().isEmpty()) {
      Path unit = Path.of(node.unit());
      new Systemd(unit.getParent()).write(conf, node.user());
    }
  }

  private boolean usesSystemd() {
    String service = answers.value(Setting.SERVICE);
    return service.equals("systemd") || (service.equals("auto") && Systemd.runs());
  }

  private Systemd systemd() {
    return new Systemd(answers.path(Setting.SERVICE_UNIT_DIR));
  }

  private static String id(VaultConf conf) {
    return conf.node().id();
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
