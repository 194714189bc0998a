package org.tandemvault.tools.change;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import org.tandemvault.db.move.DatabaseMove;
import org.tandemvault.db.move.KeyLayerSetUp;
import org.tandemvault.db.move.MoveProgress;
import org.tandemvault.db.move.Place;
import org.tandemvault.tools.ConfFolder;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves a node to another database: test, copy, verify, switch. */
@Command(
    name = "change-db",
    description = "Moves a node to another database.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ChangeDb implements Callable<Integer> {
  private static final int BAR = 20;

  @Spec private CommandSpec spec;
  @Mixin private ConfFolder conf;
  @Mixin private Flags flags;

  @Option(names = "--dry-run", description = "Test, and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--migrate",
      defaultValue = "yes",
      description = "Copy the vault (yes), or only point to a database (no); default: yes.")
  private Answer migrate;

  /** Whether to copy. */
  enum Answer {
    yes,
    no
  }

  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws IOException {
    VaultConf old = VaultConf.load(conf.path());
    try (MasterKey master = readKey(old);
        StoppedNode stopped = StoppedNode.hold(old)) {
      ConfValueCipher cipher = new ConfValueCipher(master, random);
      Wanted wanted = new Wanted(flags, Optional.ofNullable(System.console()));
      Engine engine = wanted.engine();
      try (StagedConf staged = StagedConf.make(old.folder(), wanted.values(engine, cipher))) {
        VaultConf fresh = staged.load();
        requireAnother(old, fresh);
        boolean copies =
            migrate == Answer.yes
                && old.node().role().filter(NodeConf.Role.STANDBY::equals).isEmpty();
        return (copies
                ? copy(old, fresh, new Keys(cipher, master), staged)
                : point(fresh, new Keys(cipher, master), staged))
            .code();
      }
    }
  }

  /** The master key and what it opens. */
  private record Keys(ConfValueCipher cipher, MasterKey master) {}

  private static MasterKey readKey(VaultConf conf) {
    return MasterKeyFile.read(
        conf.manageKey().keyFile(), conf.home(), conf.manageKey().allowInsideInstallation());
  }

  private static void requireAnother(VaultConf old, VaultConf fresh) {
    if (old.database().engine() == fresh.database().engine()
        && (fresh.database().engine() == Engine.EMBEDDED
            || old.database().address().equals(fresh.database().address()))) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The node works with that database already. Nothing was done.");
    }
  }

  private ToolExit copy(VaultConf old, VaultConf fresh, Keys keys, StagedConf staged) {
    if (dryRun && fresh.database().engine() == Engine.EMBEDDED) {
      say("Would make an embedded database and copy the vault to it. Nothing was changed.");
      return ToolExit.DONE;
    }
    if (fresh.database().engine() == Engine.EMBEDDED) {
      OpenDatabase.requireNoneBefore(fresh);
      staged.keep();
    }
    try (OpenDatabase to = OpenDatabase.of(fresh, keys.cipher(), random)) {
      DatabaseMove.testAlone(to.place(), keys.master()); // before the old one is started
      try (OpenDatabase from = OpenDatabase.of(old, keys.cipher(), random)) {
        DatabaseMove move = new DatabaseMove(from.place(), to.place(), keys.master());
        tell(move.test());
        if (dryRun) {
          testKeys(to.place());
          say("Nothing was changed.");
          return ToolExit.DONE;
        }
        setUpKeys(old, to.place(), staged)
            .ifPresentOrElse(
                plain -> new DatabaseMove(from.place(), plain, keys.master()).run(new Bar()),
                () -> move.run(new Bar()));
      }
    }
    return take(staged, "The vault was copied and is the same on both.");
  }

  private ToolExit point(VaultConf fresh, Keys keys, StagedConf staged) {
    if (fresh.database().engine() != Engine.EMBEDDED) {
      try (OpenDatabase to = OpenDatabase.of(fresh, keys.cipher(), random)) {
        tell(DatabaseMove.testAlone(to.place(), keys.master()));
        if (dryRun) {
          testKeys(to.place());
        } else {
          setUpKeys(fresh, to.place(), staged);
        }
      }
    }
    if (dryRun) {
      say("Nothing was changed.");
      return ToolExit.DONE;
    }
    return take(staged, "Nothing was copied.");
  }

  /** The place without the second layer, if the server knows no keys. */
  private Optional<Place> setUpKeys(VaultConf conf, Place to, StagedConf staged) {
    boolean primary = conf.node().role().filter(NodeConf.Role.STANDBY::equals).isEmpty();
    Path folder = this.conf.path();
    KeyLayerSetUp.Outcome outcome =
        new KeyLayerSetUp(to).ensure(() -> KeyPassword.of(folder, primary, random));
    tellKeys(outcome);
    if (outcome == KeyLayerSetUp.Outcome.WORKS && !primary) {
      say(
          "Warning: no value that the primary's server encrypted is here yet, so the keys of both"
              + " could not be compared; run this again when it came over.");
    }
    if (outcome == KeyLayerSetUp.Outcome.DONE_WITHOUT) {
      staged.withoutKeyLayer();
      return Optional.of(to.bare());
    }
    return Optional.empty();
  }

  private void testKeys(Place to) {
    tellKeys(new KeyLayerSetUp(to).test());
  }

  private void tellKeys(KeyLayerSetUp.Outcome outcome) {
    switch (outcome) {
      case NOT_WANTED -> {}
      case WORKS -> say("The database's symmetric key encrypts and decrypts.");
      case SAME -> say("The database's symmetric key opens what is encrypted there.");
      case TO_MAKE -> say("Would make the database's symmetric key.");
      case DONE_WITHOUT ->
          say(
              "Warning: this server knows no symmetric keys; the vault's own encryption is"
                  + " enough.");
    }
  }

  private ToolExit take(StagedConf staged, String what) {
    say(what);
    say("conf/database.conf names the new database; the old file is " + staged.takeEffect(clock));
    return ToolExit.DONE;
  }

  private void tell(List<String> lines) {
    lines.forEach(this::say);
    say("Test passed: reached, certificate, login, rights, tables and key are right.");
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** One line for each table; on a terminal it grows. */
  private final class Bar implements MoveProgress {
    private final boolean grows = System.console() != null;

    @Override
    public void warned(String warning) {
      say("Warning: " + warning);
    }

    @Override
    public void copied(String table, long rows, long all) {
      boolean done = rows >= all;
      if (!done && !grows) {
        return;
      }
      int filled = all == 0 ? BAR : (int) Math.min(BAR, BAR * rows / all);
      String line =
          String.format(
              "  %-20s [%s%s] %d of %d",
              table, "#".repeat(filled), "-".repeat(BAR - filled), rows, all);
      PrintWriter out = spec.commandLine().getOut();
      out.print(grows ? "\r" + line : line);
      if (done) {
        out.println();
      }
      out.flush();
    }

    @Override
    public void verified(String table, long rows, String digest) {
      String start = digest.substring(0, Math.min(16, digest.length()));
      say(String.format("  %-20s %d rows, digest %s: the same", table, rows, start));
    }
  }
}
