package org.tandemvault.db.bundled;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/**
 * The programs of the bundled PostgreSQL, unpacked from the class path once per release.
 *
 * <p>Several processes may unpack at the same time: each fills a folder of its own and the first to
 * rename it wins.
 */
final class PostgresBinaries {
  private static final String EXECUTABLE = "rwxr-xr-x";
  private static final String PLAIN = "rw-r--r--";

  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /** Unpacks below {@code parent} unless that is done already. */
  static PostgresBinaries unpackedIn(Path parent) {
    URL archive = archive();
    try {
      Path folder = parent.resolve("postgresql-" + BundledPostgres.MAJOR + "-" + mark(archive));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(parent);
        unpack(archive, folder);
      }
      return new PostgresBinaries(folder.toRealPath());
    } catch (IOException e) {
      throw new BundledPostgresException(
          Reason.BINARIES,
          "The bundled PostgreSQL cannot be unpacked in "
              + parent
              + " ("
              + e
              + "): make 100 MB of room there and let this node's user write there.",
          e);
    }
  }

  Path folder() {
    return folder;
  }

  String program(String name) {
    return folder.resolve("bin").resolve(windows() ? name + ".exe" : name).toString();
  }

  private static void unpack(URL archive, Path folder) throws IOException {
    Path fresh = folder.resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
    try {
      try (InputStream in = archive.openStream();
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
        extractAll(tar, Files.createDirectory(fresh));
      }
      rights(fresh, EXECUTABLE);
      rename(fresh, folder);
    } finally {
      Folders.delete(fresh);
    }
  }

  private static void rename(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // another process was faster; its copy is the same
    }
  }

  private static void extractAll(TarArchiveInputStream tar, Path target) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("the archive names a file outside: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(path);
        rights(path, EXECUTABLE);
      } else if (entry.isSymbolicLink()) {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else if (entry.isFile()) {
        Files.createDirectories(path.getParent());
        Files.copy(tar, path);
        boolean runs = (entry.getMode() & 0100) != 0 || path.getParent().endsWith("bin");
        rights(path, runs ? EXECUTABLE : PLAIN);
      }
    }
  }

  private static void rights(Path path, String rights) throws IOException {
    if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  /** Tells one release of the archive from another without unpacking it. */
  private static String mark(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    return Long.toHexString(connection.getContentLengthLong());
  }

  private static URL archive() {
    String name = "postgres-" + system() + "-" + processor() + ".txz";
    return Optional.ofNullable(PostgresBinaries.class.getResource("/" + name))
        .orElseThrow(
            () ->
                new BundledPostgresException(
                    Reason.BINARIES,
                    "This build bundles no PostgreSQL for this machine ("
                        + name
                        + "): install a PostgreSQL and set engine = postgresql in"
                        + " conf/database.conf."));
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "darwin" : "linux";
  }

  private static String processor() {
    String arch = System.getProperty("os.arch");
    return arch.equals("aarch64") ? "arm_64" : "x86_64";
  }

  static boolean windows() {
    return system().equals("windows");
  }
}
