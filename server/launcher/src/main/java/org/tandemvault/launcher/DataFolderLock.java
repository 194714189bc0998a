package org.tandemvault.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.tandemvault.crypto.OwnerOnlyFile;

/** One process at a time works on a data folder. The operating system ends the lock with it. */
final class DataFolderLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path pidFile;

  private DataFolderLock(FileChannel channel, Path pidFile) {
    this.channel = channel;
    this.pidFile = pidFile;
  }

  static DataFolderLock take(NodeFiles files) {
    try {
      FileChannel channel =
          FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw StartRefusedException.configuration(
            "The data folder "
                + files.data()
                + " is in use by another node"
                + pid(files).stream().mapToObj(p -> " (process " + p + ")").findFirst().orElse("")
                + ": stop that one first (bin/stop.sh).");
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      OwnerOnlyFile.replace(files.pid(), pid);
      return new DataFolderLock(channel, files.pid());
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION, "The data folder " + files.data() + " cannot be used: " + e, e);
    }
  }

  /** The process that the pid file names, if it lives. */
  static OptionalLong pid(NodeFiles files) {
    try {
      long pid = Long.parseLong(Files.readString(files.pid()).strip());
      boolean alive = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
      return alive && isHeld(files) ? OptionalLong.of(pid) : OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isHeld(NodeFiles files) throws IOException {
    try (FileChannel channel = FileChannel.open(files.lock(), StandardOpenOption.WRITE)) {
      return !locked(channel);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this very process
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(pidFile);
    channel.close();
  }
}
