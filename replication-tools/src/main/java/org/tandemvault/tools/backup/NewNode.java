package org.tandemvault.tools.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.DatabaseConf.Engine;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.db.backup.BackupException;
import org.tandemvault.db.backup.BackupReader;
import org.tandemvault.db.backup.Contents;
import org.tandemvault.db.backup.Restoration;
import org.tandemvault.db.backup.RestoredConf;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.bundled.BundledPostgresException;
import org.tandemvault.db.move.DatabaseMove;
import org.tandemvault.db.move.KeyLayerSetUp;
import org.tandemvault.db.move.Place;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;
import org.tandemvault.tools.change.Flags;
import org.tandemvault.tools.change.KeyPassword;
import org.tandemvault.tools.change.OpenDatabase;
import org.tandemvault.tools.change.Wanted;

/**
 * Makes a node of a backup in a folder that is new or empty: all of it, or nothing is left there.
 */
final class NewNode {
  private final Path home;
  private final Path keyFile;
  private final MasterKey master;
  private final Consumer<String> say;
  private final SecureRandom random = new SecureRandom();

  NewNode(Path home, Path keyFile, MasterKey master, Consumer<String> say) {
    this.home = home;
    this.keyFile = keyFile;
    this.master = master;
    this.say = say;
  }

  /**
   * Makes it.
   *
   * @param force also if sealed values do not open or an audit chain is broken
   */
  void make(Path backup, Flags flags, boolean force) throws IOException {
    boolean there = requireNewOrEmpty();
    ConfValueCipher cipher = new ConfValueCipher(master, random);
    Map<String, String> database = database(flags, cipher);
    boolean done = false;
    Thread atExit = new Thread(() -> remove(there)); // for who breaks it off by Ctrl-C
    try (BackupReader reader = BackupReader.open(backup, master)) {
      Runtime.getRuntime().addShutdownHook(atExit);
      say.accept(reader.manifest().sentence());
      makeFolders();
      RestoredConf conf = new RestoredConf(home, reader.files());
      conf.write(keyFile, database).forEach(say);
      VaultConf loaded = VaultConf.load(conf.folder());
      restore(loaded, cipher, reader, backup, force);
      Runtime.getRuntime().removeShutdownHook(atExit);
      done = true;
      tell(VaultConf.load(conf.folder()), reader);
    } finally {
      if (!done) {
        forget(atExit);
        remove(there);
      }
    }
  }

  private static void forget(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      return; // it is at work
    }
  }

  private boolean requireNewOrEmpty() throws IOException {
    if (!Files.exists(home)) {
      return false;
    }
    boolean empty = false;
    if (Files.isDirectory(home)) {
      try (Stream<Path> content = Files.list(home)) {
        empty = content.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw new ToolException(
          ToolExit.REFUSED,
          home + " is not empty and was left alone: name a new or an empty folder.");
    }
    if (keyFile.startsWith(home)) {
      throw new ToolException(
          ToolExit.REFUSED, "The master key file must not be in " + home + ": keep it elsewhere.");
    }
    return true;
  }

  private static Map<String, String> database(Flags flags, ConfValueCipher cipher) {
    if (flags.to.isEmpty()) {
      return Map.of();
    }
    Wanted wanted = new Wanted(flags, Optional.ofNullable(System.console()));
    Engine engine = wanted.engine();
    return engine == Engine.EMBEDDED ? Map.of() : wanted.values(engine, cipher);
  }

  private void makeFolders() {
    try {
      Files.createDirectories(home.resolve("conf"));
      letServicesPass(Files.createDirectories(home.resolve("data")));
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.REFUSED,
          "The folder " + home + " can't be made: name one that you may write.",
          e);
    }
  }

  private void restore(
      VaultConf conf, ConfValueCipher cipher, BackupReader reader, Path backup, boolean force) {
    try (OpenDatabase database = OpenDatabase.of(conf, cipher, random)) {
      Place place = database.place();
      DatabaseMove.requireEmpty(place).forEach(say);
      Restoration restoration = new Restoration(withKeyLayer(conf, place), master, random);
      Contents contents = restoration.fill(reader);
      say.accept(
          "Restored "
              + contents.rows()
              + " rows; counts and digests of all tables are the same; "
              + proof(restoration, contents, force)
              + ".");
      restoration.putOnRecord(
          contents, backup.getFileName().toString(), System.getProperty("user.name", "unknown"));
    }
  }

  private static String proof(Restoration restoration, Contents contents, boolean force) {
    try {
      return restoration.prove(contents).sentence();
    } catch (BackupException e) {
      if (!force) {
        throw new BackupException(e.reason(), e.getMessage() + " --force restores it as it is.", e);
      }
      return "not proven, but forced: " + e.getMessage();
    }
  }

  /** SQL Server's second layer of encryption, as bin/ChangeDB.sh sets it up. */
  private Place withKeyLayer(VaultConf conf, Place place) {
    return switch (new KeyLayerSetUp(place)
        .ensure(() -> KeyPassword.of(conf.folder(), true, random))) {
      case NOT_WANTED, WORKS, SAME, TO_MAKE -> place;
      case DONE_WITHOUT -> {
        say.accept("Warning: this server knows no symmetric keys; the vault's own seal is enough.");
        ConfFile.read(conf.folder().resolve(DatabaseConf.FILE))
            .with("encryption.key", "none")
            .save();
        yield place.bare();
      }
    };
  }

  private void tell(VaultConf conf, BackupReader reader) {
    say.accept(
        "The node "
            + reader.manifest().node()
            + " in "
            + home
            + " stands alone: it knows no standby. What was changed after "
            + reader.manifest().at()
            + " is not in it. Let people work with the old node or with this one, never with both;"
            + " then set replication up anew with an empty standby (docs/backup.md).");
    say.accept("It reads the master key from " + keyFile + " at each start.");
    say.accept("Start it: bin/start.sh --foreground --conf " + conf.folder());
    say.accept("Then sign in as before at " + conf.server().https().url());
  }

  private synchronized void remove(boolean wasThere) {
    if (!Files.exists(home)) {
      return;
    }
    stopDatabase();
    RestoreCommand.delete(home);
    if (wasThere) {
      try {
        Files.createDirectories(home);
      } catch (IOException e) {
        say.accept("The empty folder " + home + " is gone.");
      }
    }
  }

  private void stopDatabase() {
    try {
      VaultConf conf = VaultConf.load(home.resolve("conf"));
      if (conf.database().engine() == Engine.EMBEDDED) {
        BundledPostgres.of(conf).stop();
      }
    } catch (ConfException | BundledPostgresException notYet) {
      return; // it was never started
    }
  }

  /** The bundled database may run as a service user, who must pass. */
  static void letServicesPass(Path folder) throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }
}
