package org.tandemvault.tools.backup;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.backup.BackupRun;
import org.tandemvault.tools.ConfFolder;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a sealed backup of a node and proves it. */
@Command(
    name = "backup",
    description = "Makes a sealed backup of a node and proves it by restoring it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfFolder conf;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The backup (default: a dated name in backup.dir of conf/server.conf).")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--force", description = "Replace FILE if it is there.")
  private boolean force;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Integer call() {
    VaultConf node = VaultConf.load(conf.path());
    try (MasterKey master =
            MasterKeyFile.read(
                node.manageKey().keyFile(),
                node.home(),
                node.manageKey().allowInsideInstallation());
        NodeAtWork work = NodeAtWork.of(node, new ConfValueCipher(master, random), random)) {
      String by = System.getProperty("user.name", "unknown");
      BackupRun.Made made =
          new BackupRun(node, master, Clock.systemUTC(), this::say)
              .make(work.place(), file, force, by);
      say("Verified: " + made.sentence() + ".");
      say("Backup: " + made.file() + " (" + made.bytes() + " bytes)");
      say(KeyWarning.of(master.keyId()));
      return ToolExit.DONE.code();
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
