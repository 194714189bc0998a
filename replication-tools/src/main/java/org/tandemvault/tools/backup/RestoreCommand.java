package org.tandemvault.tools.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.backup.BackupProof;
import org.tandemvault.db.backup.BackupReader;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.change.Flags;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves a backup, or makes a node of it. */
@Command(
    name = "restore",
    description = "Proves a backup by restoring it, or makes a node of it in a new folder.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RestoreCommand implements Callable<Integer> {

  /** Set by the scripts in {@code bin}. */
  private static final String HOME = "tandem.home";

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Aim aim;

  /** What to do with it. */
  static final class Aim {
    @Option(names = "--verify", description = "Restore it into a scratch database and compare.")
    private boolean verify;

    @Option(
        names = "--into",
        paramLabel = "DIR",
        description = "Make a node of it in DIR, which is new or empty.")
    private Optional<Path> into = Optional.empty();
  }

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The master key file (default: that of the node of --conf).")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "A node with that key (default: conf beside bin).")
  private Optional<Path> conf = Optional.empty();

  @Option(
      names = "--force",
      description = "With --into: also if sealed values do not open or an audit chain is broken.")
  private boolean force;

  @Mixin private Flags flags;

  @Override
  public Integer call() throws IOException {
    Path backup = file.toAbsolutePath().normalize();
    String wanted = BackupReader.keyId(backup);
    Optional<VaultConf> node = node(wanted);
    Path keyFile =
        key.map(k -> k.toAbsolutePath().normalize())
            .orElseGet(() -> node.orElseThrow().manageKey().keyFile().toAbsolutePath());
    // whoever names it by hand may keep it anywhere; the node that is made checks its own place
    try (MasterKey master = MasterKeyFile.read(keyFile, Path.of(""), true)) {
      if (aim.into.isPresent()) {
        new NewNode(aim.into.get().toAbsolutePath().normalize(), keyFile, master, this::say)
            .make(backup, flags, force);
      } else {
        verify(backup, node, master);
      }
      return ToolExit.DONE.code();
    }
  }

  private void verify(Path backup, Optional<VaultConf> node, MasterKey master) throws IOException {
    if (node.isPresent()) {
      VaultConf known = node.get();
      tell(
          new BackupProof(
                  known.server().folders().data(), known.database().limits().binaries(), master)
              .verify(backup),
          master);
      return;
    }
    Path scratch = Files.createTempDirectory("tandem-vault-verify-");
    NewNode.letServicesPass(scratch);
    try {
      tell(new BackupProof(scratch, scratch.resolve("binaries"), master).verify(backup), master);
    } finally {
      delete(scratch);
    }
  }

  private void tell(BackupProof.Verified verified, MasterKey master) {
    say(verified.contents().manifest().sentence());
    verified
        .contents()
        .tables()
        .forEach(
            (table, count) -> say(String.format("  %-20s %d rows, the same", table, count.rows())));
    say("Verified: " + verified.proof().sentence() + ".");
    say(KeyWarning.of(master.keyId()));
  }

  /** The node whose key opens it; not needed where the key is named. */
  private Optional<VaultConf> node(String keyId) {
    if (key.isPresent() && conf.isEmpty()) {
      return Optional.empty();
    }
    Path folder =
        conf.orElseGet(() -> Path.of(System.getProperty(HOME, "")).resolve("conf"))
            .toAbsolutePath()
            .normalize();
    if (conf.isEmpty() && !Files.isDirectory(folder)) {
      throw new ToolException(
          ToolExit.WRONG_USAGE,
          "Name the master key file that opens the backup, that of key "
              + keyId
              + ": --key FILE (--help tells the usage)");
    }
    return Optional.of(VaultConf.load(folder));
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
