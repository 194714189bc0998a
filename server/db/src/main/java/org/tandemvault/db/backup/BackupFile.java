package org.tandemvault.db.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.db.backup.BackupException.Reason;

/**
 * A backup on its way to its name: written beside as a hidden file for its owner alone, forced to
 * the disk, and renamed at once when it is proven. Whatever breaks before leaves no file of that
 * name; closing removes the rest.
 */
final class BackupFile implements AutoCloseable {

  /** The ending of one that could not be proven. */
  static final String UNVERIFIED = ".unverified";

  /** The ending of one that is being written. */
  static final String PART = ".part";

  private final Path wanted;
  private final Path part;
  private final boolean replaces;
  private final FileChannel channel;

  private BackupFile(Path wanted, Path part, boolean replaces, FileChannel channel) {
    this.wanted = wanted;
    this.part = part;
    this.replaces = replaces;
    this.channel = channel;
  }

  /**
   * Begins one.
   *
   * @param replaces whether a file of that name may be replaced
   */
  static BackupFile begin(Path named, boolean replaces) {
    Path wanted = named.toAbsolutePath().normalize();
    requireFree(wanted, replaces);
    Path part = wanted.resolveSibling("." + wanted.getFileName() + PART);
    if (!Files.isDirectory(wanted.getParent())) {
      throw new BackupException(
          Reason.NO_FILE,
          "There is no folder " + wanted.getParent() + ": make it, or mount it if it is a drive.");
    }
    try {
      Files.deleteIfExists(part);
      FileChannel channel = OwnerOnlyFile.open(part);
      part.toFile().deleteOnExit(); // for who breaks it off by Ctrl-C
      return new BackupFile(wanted, part, replaces, channel);
    } catch (IOException e) {
      throw new BackupException(
          Reason.DENIED,
          "No backup can be written in "
              + wanted.getParent()
              + " ("
              + reason(e)
              + "): name a folder that the user who runs this may write.",
          e);
    }
  }

  Path part() {
    return part;
  }

  /** Closing it forces what was written to the disk. */
  OutputStream out() {
    OutputStream plain = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        plain.write(value);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        plain.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        if (channel.isOpen()) {
          channel.force(true);
          channel.close();
        }
      }
    };
  }

  /** Gives it its name. */
  Path complete() {
    requireFree(wanted, replaces);
    return rename(wanted);
  }

  /** Keeps it under a name that says that it is not proven. */
  Path keepUnverified() {
    return rename(wanted.resolveSibling(wanted.getFileName() + UNVERIFIED));
  }

  private Path rename(Path name) {
    try {
      Files.move(part, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      OwnerOnlyFile.syncFolder(name);
      return name;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Told in one sentence: the disk is full, or gone. */
  BackupException broken(IOException e) {
    return new BackupException(
        Reason.BROKEN,
        "The backup can't be written to "
            + wanted.getParent()
            + " ("
            + reason(e)
            + "). Nothing was kept; make room there or name another folder, and run it again.",
        e);
  }

  private static void requireFree(Path wanted, boolean replaces) {
    if (Files.isDirectory(wanted)) {
      throw new BackupException(
          Reason.IN_THE_WAY, wanted + " is a folder: name a file in it, which is not there yet.");
    }
    if (!replaces && Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupException(
          Reason.IN_THE_WAY,
          "The file "
              + wanted
              + " is there already and was left alone: name another one, or say --force.");
    }
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage())
        .filter(text -> text.contains(" "))
        .orElse(e.getClass().getSimpleName());
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw broken(e);
    }
  }
}
