package org.tandemvault.db.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tandemvault.conf.NodeConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.db.backup.BackupException.Reason;
import org.tandemvault.db.move.DatabaseMove;
import org.tandemvault.db.move.Place;
import org.tandemvault.db.platform.SqlFailure;

/**
 * Makes a backup of a node and proves it by restoring it; only then it gets its name. One at a time
 * for each node, whichever process makes it.
 */
public final class BackupRun {
  private static final int MOST_STEPS = 10_000;

  private final VaultConf conf;
  private final MasterKey master;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Consumer<String> say;

  /**
   * @param say is told what was done, line by line
   */
  public BackupRun(VaultConf conf, MasterKey master, Clock clock, Consumer<String> say) {
    this.conf = conf;
    this.master = master;
    this.clock = clock;
    this.say = say;
  }

  /** A backup that is proven. */
  public record Made(Path file, long bytes, Contents contents, Proof proof) {
    /** For records, e.g. {@code 1200 rows of 20 tables, ...}. */
    public String sentence() {
      return contents.rows()
          + " rows of "
          + contents.tables().size()
          + " tables restored and compared; "
          + proof.sentence();
    }
  }

  /**
   * Makes one of the database that runs at this place.
   *
   * @param named the file; empty: a dated one in the folder of the configuration, where old ones
   *     are then deleted
   * @param replaces whether a file of that name may be replaced
   * @param by who wants it, for the record
   */
  public Made make(Place from, Optional<Path> named, boolean replaces, String by) {
    NodeId node = new NodeId(conf.node().id());
    try (FileChannel alone = alone()) {
      BackupFolder folder = new BackupFolder(ownFolder(), node);
      folder.removeParts();
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      Path wanted = named.orElseGet(() -> folder.fileOf(now));
      warnings(wanted).forEach(say);
      Made made = made(from, wanted, replaces, by);
      if (named.isEmpty()) {
        folder.keepNewest(conf.server().backup().keep());
      }
      return made;
    } catch (IOException e) {
      throw new BackupException(
          Reason.DENIED,
          "The data folder "
              + conf.server().folders().data()
              + " can't be used: run this as the node's user.",
          e);
    }
  }

  /** One of the node's own is made; elsewhere it may be a drive that is not mounted. */
  private Path ownFolder() throws IOException {
    Path folder = conf.server().backup().folder();
    if (folder.startsWith(conf.home()) && !Files.exists(folder)) {
      Files.createDirectories(folder);
      BackupRecords.handOver(folder);
    }
    return folder;
  }

  private Made made(Place from, Path wanted, boolean replaces, String by) {
    try (BackupFile file = BackupFile.begin(wanted, replaces)) {
      say.accept("Reading the vault of node " + conf.node().id() + " ...");
      Contents contents = write(from, file);
      long bytes = file.part().toFile().length();
      say.accept(contents.manifest().sentence());
      say.accept(
          "Proving it: restoring "
              + contents.rows()
              + " rows into a scratch database, which goes again ...");
      Made made;
      try {
        made = proven(file, bytes, contents);
      } catch (RuntimeException e) {
        Path kept = file.keepUnverified();
        say.accept("What was written stays as " + kept + ", which is not proven.");
        throw e;
      }
      Path complete = file.complete();
      BackupRecords.handOver(complete);
      made = new Made(complete, bytes, contents, made.proof());
      records().add(new BackupRecords.Entry(now(), by, complete.toString(), true, made.sentence()));
      return made;
    } catch (BackupException e) {
      if (e.reason() != Reason.IN_THE_WAY) {
        failed(by, e);
      }
      throw e;
    } catch (RuntimeException e) {
      failed(by, e);
      throw e;
    }
  }

  private void failed(String by, RuntimeException e) {
    records()
        .add(
            new BackupRecords.Entry(
                now(), by, "", false, Optional.ofNullable(e.getMessage()).orElse(e.toString())));
  }

  private Contents write(Place from, BackupFile file) {
    Map<String, byte[]> files = files();
    try (Snapshot snapshot = Snapshot.begin(from);
        BackupWriter out = new BackupWriter(file.out(), master, random)) {
      requireKey(from, snapshot.connection());
      return out.write(manifest(snapshot), files, snapshot);
    } catch (SQLException e) {
      boolean denied = from.platform().classify(e).kind() == SqlFailure.Kind.DENIED;
      throw new BackupException(
          denied ? Reason.DENIED : Reason.BROKEN,
          "The database "
              + from.address()
              + " can't be read to its end ("
              + Optional.ofNullable(e.getMessage()).orElse("").lines().findFirst().orElse("")
              + "): the login "
              + from.owner().user()
              + " must own the vault's tables, and the server must stay up. Nothing was kept.",
          e);
    } catch (IOException e) {
      throw file.broken(e);
    }
  }

  /** A backup under one key of rows under another could be opened by nobody. */
  private void requireKey(Place from, Connection connection) throws SQLException {
    DatabaseMove.requireKey(from, connection, master);
  }

  private Map<String, byte[]> files() {
    try {
      return new ConfCopies(conf, new ConfValueCipher(master, random)).all();
    } catch (IOException e) {
      throw new BackupException(
          Reason.DENIED,
          "The files of " + conf.folder() + " can't be read: run this as the node's user.",
          e);
    }
  }

  private Manifest manifest(Snapshot snapshot) throws SQLException {
    NodeId node = new NodeId(conf.node().id());
    NodeConf.Role role = conf.node().role().orElse(NodeConf.Role.PRIMARY);
    List<String> steps = snapshot.steps();
    if (steps.size() > MOST_STEPS) {
      throw new BackupException(Reason.UNPROVEN, "The changelog's table holds too many rows.");
    }
    return new Manifest(
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        node,
        role.name().toLowerCase(Locale.ROOT),
        conf.database().engine().name().toLowerCase(Locale.ROOT),
        Manifest.thisRelease(),
        steps,
        role == NodeConf.Role.STANDBY ? snapshot.newestBeatOfOthers(node) : Optional.empty());
  }

  private Made proven(BackupFile file, long bytes, Contents written) {
    BackupProof.Verified found =
        new BackupProof(conf.server().folders().data(), conf.database().limits().binaries(), master)
            .verify(file.part());
    if (!found.contents().tables().equals(written.tables())) {
      throw new BackupException(
          Reason.UNPROVEN, "What was read back from the disk is not what was written.");
    }
    return new Made(file.part(), bytes, written, found.proof());
  }

  private List<String> warnings(Path wanted) {
    List<String> warnings = new ArrayList<>();
    try {
      Path key = conf.manageKey().keyFile();
      Path keyFolder = key.toAbsolutePath().normalize().getParent();
      Path real = Files.isDirectory(keyFolder) ? keyFolder.toRealPath() : keyFolder;
      Path folder = wanted.toAbsolutePath().normalize().getParent();
      Path realFolder = Files.isDirectory(folder) ? folder.toRealPath() : folder;
      if (realFolder.startsWith(real) && real.getNameCount() > 0) {
        warnings.add(
            "Warning: the backup lies in the folder of the master key file ("
                + real
                + "): whoever copies that folder can read every password. Name another folder"
                + " (backup.dir in conf/server.conf).");
      }
    } catch (IOException e) {
      warnings.add("Warning: whether the master key file lies beside the backup can't be told.");
    }
    return warnings;
  }

  private FileChannel alone() throws IOException {
    Path data = Files.createDirectories(conf.server().folders().data());
    Path file = data.resolve("backup.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    BackupRecords.handOver(file);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // told below
    }
    channel.close();
    throw new BackupException(
        Reason.BUSY,
        "Another backup of node " + conf.node().id() + " is being made: wait until it is done.");
  }

  private BackupRecords records() {
    return new BackupRecords(conf.server().folders().data());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
