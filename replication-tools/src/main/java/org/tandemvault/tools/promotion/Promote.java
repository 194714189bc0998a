package org.tandemvault.tools.promotion;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.NodeConf.Role;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.ReplicationProgress;
import org.tandemvault.tools.ConfFolder;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.node.OwnDatabase;
import org.tandemvault.tools.replication.SpokenProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a standby the primary, or an old primary the standby of the one that took its place. */
@Command(
    name = "promote",
    description =
        "Makes this standby the primary (promote), or this old primary a standby (rejoin).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class Promote implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfFolder conf;

  @Parameters(
      arity = "0..1",
      defaultValue = "promote",
      description = "${COMPLETION-CANDIDATES} (default: promote).")
  private Action action;

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  @Option(names = "--force", description = "promote: although the primary is alive.")
  private boolean force;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--admin-user",
      paramLabel = "U",
      description = "Administrator of this node's PostgreSQL, where owner.user is no superuser.")
  private Optional<String> adminUser = Optional.empty();

  @Option(
      names = "--admin-password-file",
      paramLabel = "F",
      description = "That user's password; it is asked for without a file.")
  private Optional<Path> adminPasswordFile = Optional.empty();

  private final SecureRandom random = new SecureRandom();

  /** What to do. */
  enum Action {
    promote,
    rejoin
  }

  /** What a change of sides asks of the person, and tells. */
  record Talk(PrintWriter out, boolean dryRun, boolean force, boolean yes) {

    void say(String line) {
      out.println(line);
      out.flush();
    }

    /** Asks on a terminal, unless told not to. */
    void confirm(String node) {
      Console console = System.console();
      if (yes || console == null) {
        return;
      }
      String answer = console.readLine("Type the node's id (%s) to go on: ", node);
      if (answer == null || !answer.strip().equals(node)) {
        throw new ToolException(ToolExit.REFUSED, "Nothing was changed.");
      }
    }

    ReplicationProgress progress() {
      return new SpokenProgress(this::say);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    VaultConf said = VaultConf.load(conf.path());
    requireSupportedEngine(said);
    requireFits(said);
    Talk talk = new Talk(spec.commandLine().getOut(), dryRun, force, yes);
    Optional<DatabaseLogin> administrator = adminUser.map(this::administrator);
    try (MasterKey master =
            MasterKeyFile.read(
                said.manageKey().keyFile(),
                said.home(),
                said.manageKey().allowInsideInstallation());
        OwnDatabase database =
            OwnDatabase.open(said, new ConfValueCipher(master, random), random, administrator)) {
      return switch (action) {
        case promote -> new Promotion(said, database, talk, Clock.systemUTC()).run().code();
        case rejoin -> new Rejoining(said, database, talk).run().code();
      };
    }
  }

  private void requireSupportedEngine(VaultConf said) {
    if (said.database().engine() == Engine.SQLSERVER) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "On SQL Server an administrator changes the sides of both databases: follow"
              + " docs/promotion.md, \"SQL Server\". Nothing was changed.");
    }
  }

  /** Before a database is started for it. */
  private void requireFits(VaultConf said) {
    boolean standby = said.node().role().filter(Role.STANDBY::equals).isPresent();
    if (action == Action.promote && !standby) {
      throw new ToolException(
          ToolExit.REFUSED,
          "Node "
              + said.node().id()
              + " is a primary already. (An old one that another took the place of: bin/promote.sh"
              + " rejoin.)");
    }
    boolean reachable =
        said.replication().peers().stream().anyMatch(peer -> peer.database().isPresent());
    if (action == Action.rejoin && !reachable) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "conf/replication.conf names no peer with a database (peer.ID.database), so there is"
              + " nobody to rejoin.");
    }
  }

  private DatabaseLogin administrator(String user) {
    return new DatabaseLogin(
        user, adminPasswordFile.map(Promote::read).orElseGet(() -> asked(user)));
  }

  private static Secret asked(String user) {
    Console console = System.console();
    if (console == null) {
      throw new ToolException(
          ToolExit.WRONG_USAGE, "The password of " + user + " is missing: --admin-password-file");
    }
    char[] typed = console.readPassword("Password of %s: ", user);
    return Secret.ofChars(typed == null ? new char[0] : typed);
  }

  private static Secret read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length;
      while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
        end--;
      }
      Secret password = Secret.ofBytes(Arrays.copyOf(bytes, end));
      Arrays.fill(bytes, (byte) 0);
      return password;
    } catch (java.io.IOException e) {
      throw new ToolException(ToolExit.CONFIGURATION, "The file " + file + " can't be read", e);
    }
  }
}
