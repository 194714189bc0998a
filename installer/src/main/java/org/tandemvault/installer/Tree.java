package org.tandemvault.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program's own files in a folder: what a release unpacks. Configuration, data and logs may be
 * in the same folder and are never touched from here.
 */
record Tree(Path home) {
  private static final String LAUNCHER = "lib/launcher.jar";
  private static final String CONF = "conf";

  /** All that a release brings, besides the defaults in conf. */
  static final List<String> PROGRAM =
      List.of(
          "bin",
          "lib",
          "docs",
          "ha-pack",
          "LICENSE",
          "NOTICE",
          "README.md",
          "CHANGELOG.md",
          "VERSION");

  boolean isComplete() {
    return Files.isRegularFile(home.resolve(LAUNCHER));
  }

  /** For instance {@code 1.2.0}; {@code 0} if nothing says it. */
  String version() {
    try {
      return Files.readString(home.resolve("VERSION")).strip();
    } catch (IOException e) {
      return "0";
    }
  }

  /** Whether this one is newer than that. */
  boolean isOlderThan(Tree other) {
    return compare(version(), other.version()) < 0;
  }

  static int compare(String one, String other) {
    String[] ones = one.split("[.-]");
    String[] others = other.split("[.-]");
    for (int i = 0; i < 3; i++) {
      int difference = Integer.compare(part(ones, i), part(others, i));
      if (difference != 0) {
        return difference;
      }
    }
    return Boolean.compare(!one.contains("-"), !other.contains("-"));
  }

  private static int part(String[] parts, int i) {
    return i < parts.length && parts[i].matches("[0-9]{1,9}") ? Integer.parseInt(parts[i]) : 0;
  }

  /** Puts its files into another folder; defaults of conf only where there are none. */
  void copyTo(Path target) throws IOException {
    for (String name : PROGRAM) {
      copy(home.resolve(name), target.resolve(name), true);
    }
    copy(home.resolve(CONF), target.resolve(CONF), false);
  }

  /** Puts the program away, with a copy of the configuration beside it. */
  void replaceInto(Path kept) throws IOException {
    Files.createDirectories(kept);
    copy(home.resolve(CONF), kept.resolve(CONF), true);
    ownerOnly(kept);
    for (String name : PROGRAM) {
      if (Files.exists(home.resolve(name))) {
        Files.move(home.resolve(name), kept.resolve(name));
      }
    }
  }

  /** Takes back what {@link #replaceInto} put away, if the new files could not be written. */
  void takeBackFrom(Path kept) throws IOException {
    for (String name : PROGRAM) {
      if (Files.exists(kept.resolve(name))) {
        remove(home.resolve(name));
        Files.move(kept.resolve(name), home.resolve(name));
      }
    }
  }

  void removeProgram() throws IOException {
    for (String name : PROGRAM) {
      remove(home.resolve(name));
    }
  }

  static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void copy(Path from, Path to, boolean overwrite) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.sorted().toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          makeFolder(target);
        } else if (overwrite || !Files.exists(target)) {
          copyFile(each, target, from.endsWith(CONF));
        }
      }
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      rights(folder, "rwxr-xr-x");
    }
  }

  /** A copy of configuration keeps its rights; the program is readable by all. */
  private static void copyFile(Path from, Path to, boolean conf) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    if (!conf) {
      rights(to, to.toString().endsWith(".sh") ? "rwxr-xr-x" : "rw-r--r--");
    }
  }

  private static void ownerOnly(Path folder) throws IOException {
    rights(folder, "rwx------");
  }

  static void rights(Path path, String rights) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  static FileAttribute<?>[] folderRights(String rights) {
    return Defaults.isWindows()
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        };
  }
}
