package org.tandemvault.tools.keys;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.tools.ConfFolder;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about a vault's keys; what it does is in its subcommands. */
@Command(
    name = "rotate-key",
    description = "Changes, proves and restores a vault's keys.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RotateKey implements Runnable {
  private static final String HOME = "tandem.home";

  @Spec private CommandSpec spec;
  @Mixin private ConfFolder conf;

  private RotateKey() {}

  /** The command with its subcommands. */
  public static CommandLine commandLine() {
    RotateKey parent = new RotateKey();
    CommandLine line = new CommandLine(parent);
    line.addSubcommand("rotate", new Rotate(parent));
    line.addSubcommand("rekey", new Rekey(parent));
    line.addSubcommand("verify", new Verify(parent));
    line.addSubcommand("shares", new Shares(parent));
    line.addSubcommand("restore-key", new RestoreKey(parent));
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: rotate, rekey, verify, shares or restore-key.");
  }

  /** The node's configuration. */
  VaultConf load() {
    return VaultConf.load(conf.path());
  }

  /** Whether there is a configuration; a key can be restored on a machine without one. */
  boolean hasConf() {
    return conf.exists();
  }

  /** The folder that a key file must not be in, whatever the node. */
  static Path installation() {
    return Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
  }

  /** Reads a key file by the rules of that node. */
  static MasterKey read(Path file, VaultConf conf) {
    boolean inside = conf.manageKey().allowInsideInstallation();
    MasterKeyFile.read(file, installation(), inside || isUnset()).close();
    return MasterKeyFile.read(file, conf.home(), inside);
  }

  /** Refuses a place where no key file may be. */
  static void requirePlace(Path file, VaultConf conf) {
    if (!conf.manageKey().allowInsideInstallation()) {
      MasterKeyFile.requirePlace(file, conf.home());
      if (!isUnset()) {
        MasterKeyFile.requirePlace(file, installation());
      }
    }
  }

  private static boolean isUnset() {
    return System.getProperty(HOME, "").isEmpty();
  }

  static boolean isStandby(VaultConf conf) {
    return conf.node().role().filter(NodeConf.Role.STANDBY::equals).isPresent();
  }

  /** Refuses what only a primary does. */
  static void requirePrimary(VaultConf conf, String command) {
    if (isStandby(conf)) {
      String where =
          conf.replication().peers().stream()
              .filter(peer -> peer.role() == NodeConf.Role.PRIMARY)
              .map(peer -> " (node " + peer.id() + ", " + peer.url() + ")")
              .findFirst()
              .orElse("");
      throw new ToolException(
          ToolExit.REFUSED,
          "Node "
              + conf.node().id()
              + " is a read-only standby: run bin/RotateKey.sh "
              + command
              + " on the primary"
              + where
              + ".");
    }
  }

  void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  static SecureRandom random() {
    return new SecureRandom();
  }
}
