package org.tandemvault.db.backup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.db.backup.BackupException.Reason;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.db.bundled.BundledPostgresException;
import org.tandemvault.db.move.Place;

/**
 * A bundled PostgreSQL for one proof, in a folder of its own that goes with it. What a killed run
 * left is removed by the next one; a lock on the folder tells the two apart.
 */
final class ScratchDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchDatabase.class);
  private static final String PREFIX = "backup-proof-";
  private static final String LOCK = "in-use.lock";
  private static final int TRIES = 5;

  private final Path folder;
  private final FileChannel lock;
  private final BundledPostgres server;
  private final NodePlace database;
  private final Thread atExit = new Thread(this::remove);

  private ScratchDatabase(
      Path folder, FileChannel lock, BundledPostgres server, NodePlace database) {
    this.folder = folder;
    this.lock = lock;
    this.server = server;
    this.database = database;
    Runtime.getRuntime().addShutdownHook(atExit); // for who breaks it off by Ctrl-C
  }

  /**
   * Makes and starts one.
   *
   * @param below the folder that has room for it
   * @param binaries where the bundled PostgreSQL is unpacked
   */
  static ScratchDatabase open(Path below, Path binaries, MasterKey master, SecureRandom random) {
    removeLeftOvers(below);
    try {
      Files.createDirectories(below);
      Path folder = Files.createTempDirectory(below, PREFIX);
      if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
        // the server may run as a service user, who must pass
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      }
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        lock.lock();
        return started(folder, lock, binaries, new ConfValueCipher(master, random), random);
      } catch (IOException | RuntimeException e) {
        lock.close();
        delete(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new BackupException(
          Reason.BROKEN,
          "No scratch database can be made in " + below + " (" + e.getMessage() + "): make room.",
          e);
    }
  }

  private static ScratchDatabase started(
      Path folder, FileChannel lock, Path binaries, ConfValueCipher cipher, SecureRandom random)
      throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(conf.resolve("server.conf"), "");
    Files.writeString(conf.resolve("node.conf"), "node.id = scratch\n");
    Files.writeString(conf.resolve("manage_key.conf"), "key.file = none\n");
    String place = "binaries.dir = " + binaries.toString().replace('\\', '/') + "\n";
    for (int tries = 1; ; tries++) {
      Files.writeString(conf.resolve("database.conf"), "port = " + freePort() + "\n" + place);
      BundledPostgres server = BundledPostgres.of(VaultConf.load(conf));
      try {
        VaultConf complete = server.start(cipher, random);
        return new ScratchDatabase(folder, lock, server, NodePlace.of(complete, cipher));
      } catch (BundledPostgresException e) {
        if (tries == TRIES || e.reason() != BundledPostgresException.Reason.PORT_TAKEN) {
          throw e;
        }
        delete(folder.resolve("data"));
      }
    }
  }

  Place place() {
    return database.place();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }

  private static void removeLeftOvers(Path below) {
    if (!Files.isDirectory(below)) {
      return;
    }
    try (Stream<Path> folders = Files.list(below)) {
      List<Path> ours = folders.filter(f -> f.getFileName().toString().startsWith(PREFIX)).toList();
      for (Path folder : ours) {
        removeLeftOver(folder);
      }
    } catch (IOException e) {
      LOG.warn("What an earlier proof left in {} can't be removed: {}", below, e.toString());
    }
  }

  private static void removeLeftOver(Path folder) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock held = channel.tryLock();
      if (held == null) {
        return; // another one is at work there
      }
      BundledPostgres.of(VaultConf.load(folder.resolve("conf"))).stop();
    } catch (OverlappingFileLockException atWorkHere) {
      return;
    } catch (ConfException | BundledPostgresException neverStarted) {
      LOG.debug("No database of an earlier proof runs in {}", folder, neverStarted);
    }
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      LOG.debug("The scratch database is removed at the end", ending);
    }
  }

  private synchronized void remove() {
    database.close();
    try {
      server.stop();
      lock.close();
      delete(folder);
    } catch (IOException | BundledPostgresException e) {
      LOG.warn("The scratch database in {} can't be removed: {}", folder, e.toString());
    }
  }
}
