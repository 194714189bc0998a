package org.tandemvault.tools.pack;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.conf.pack.HaPack;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.tools.ConfFolder;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a standby needs of its primary besides the data. */
@Command(
    name = "ha-pack",
    description = "Writes the HA pack for a standby.",
    mixinStandardHelpOptions = true)
public final class HaPackTool implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfFolder conf;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE.zip",
      description = "The file to write (default: " + HaPack.USUAL_NAME + ").")
  private Path file = Path.of(HaPack.USUAL_NAME);

  @Override
  public Integer call() throws IOException {
    VaultConf node = VaultConf.load(conf.path());
    if (node.node().role().filter(NodeConf.Role.STANDBY::equals).isPresent()) {
      throw new ToolException(
          ToolExit.REFUSED,
          "The node " + node.node().id() + " is a standby: write the pack on its primary.");
    }
    requireFile();
    HaPack pack = HaPack.of(node, keyId(node), databaseAuthority(node), Clock.systemUTC());
    pack.writeTo(file.toAbsolutePath());
    PrintWriter out = spec.commandLine().getOut();
    pack.names().forEach(name -> out.println("  " + name));
    out.println("Wrote " + file + ". Unpack it into the standby's folder, over its files.");
    out.println("The master key is not in it: carry that one by hand.");
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    pack.missing().forEach(line -> err.println("Missing: " + line));
    err.flush();
    return ToolExit.DONE.code();
  }

  private void requireFile() {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "The file " + file + " can't be written: name one in a folder that is yours.");
    }
  }

  private static String keyId(VaultConf node) {
    var key = node.manageKey();
    try (MasterKey master =
        MasterKeyFile.read(key.keyFile(), node.home(), key.allowInsideInstallation())) {
      return master.keyId();
    }
  }

  /** What a standby believes when it copies the rows anew by itself. */
  private static Optional<Path> databaseAuthority(VaultConf node) {
    return node.database().engine() == DatabaseConf.Engine.EMBEDDED
        ? Optional.of(BundledPostgres.caFile(node))
        : node.database().tls().caFile();
  }
}
