package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.launcher.StartRefusedException;

/** The folder with everything of one demo. A mark in it says that it may be deleted as a whole. */
final class DemoFolder {
  private final Path path;

  DemoFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /** The folder that was named, or the usual one. */
  static DemoFolder chosen(Optional<Path> named) {
    Path home = Path.of(System.getProperty("tandem.home", "")).toAbsolutePath();
    return new DemoFolder(named.orElseGet(() -> home.resolve(".demo")));
  }

  Path path() {
    return path;
  }

  Path masterKey() {
    return path.resolve("master.key");
  }

  Path authority() {
    return path.resolve("ca.pem");
  }

  Path properties() {
    return path.resolve("demo.properties");
  }

  Path conf(DemoNode node) {
    return path.resolve(node.name()).resolve("conf");
  }

  /** The nodes that were made here. */
  List<DemoNode> nodes() {
    return Arrays.stream(DemoNode.values()).filter(n -> Files.isDirectory(conf(n))).toList();
  }

  /** Where the link between the nodes listens. */
  Path link() {
    return path.resolve("link.properties");
  }

  /** Held by the process in which the link lives. */
  Path linkLock() {
    return path.resolve("link.lock");
  }

  /** Says by which ports the databases were told to follow each other. */
  Path replicated() {
    return path.resolve(".replicated");
  }

  Path binaries() {
    return path.resolve("postgresql-binaries");
  }

  /** Whether a demo was made here completely. */
  boolean isMade() {
    return Files.exists(mark());
  }

  /** Makes the folder, or refuses one that holds something else. */
  void ensure() {
    try {
      if (Files.exists(path) && !isDemo() && !isEmpty()) {
        throw foreign();
      }
      Files.createDirectories(path);
      if (!Files.exists(begun())) {
        Files.createFile(begun());
      }
    } catch (IOException e) {
      throw StartRefusedException.configuration(
          "The demo's folder " + path + " cannot be made (" + e + "): name another with --data.");
    }
  }

  void markMade() {
    try {
      Files.createFile(mark());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes everything of the demo but the lock that this process holds. */
  void empty() {
    if (!isDemo()) {
      throw foreign();
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst =
          all.sorted(Comparator.reverseOrder())
              .filter(each -> !each.equals(path) && !each.equals(lockFile()))
              .filter(each -> !each.equals(begun()))
              .toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The demo's folder " + path + " cannot be emptied", e);
    }
  }

  /**
   * Takes the folder for this process; the operating system gives it back when the process ends.
   *
   * @return to be closed at the end
   */
  FileChannel lock() {
    try {
      FileChannel channel =
          FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locks(channel)) {
        channel.close();
        throw StartRefusedException.configuration(
            "Another demo uses "
                + path
                + ": stop that one with Ctrl-C, or name another folder with --data.");
      }
      return channel;
    } catch (IOException e) {
      throw StartRefusedException.configuration(
          "The demo's folder " + path + " cannot be used (" + e + "): name another with --data.");
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private StartRefusedException foreign() {
    return StartRefusedException.configuration(
        path + " is not a demo's folder and is left alone: name another with --data.");
  }

  private boolean isDemo() {
    return Files.isRegularFile(begun(), LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> content = Files.list(path)) {
      return content.findAny().isEmpty();
    }
  }

  private Path begun() {
    return path.resolve(".tandem-vault-demo");
  }

  private Path mark() {
    return path.resolve(".complete");
  }

  private Path lockFile() {
    return path.resolve("demo.lock");
  }
}
