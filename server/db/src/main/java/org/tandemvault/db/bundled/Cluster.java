package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/**
 * The folder of one database: {@code 18/} the data, {@code tls/} the certificates, {@code log/}.
 *
 * <p>Made beside and renamed when complete, so a broken first start leaves nothing half made.
 */
final class Cluster {
  /** A folder of its own for each major release: they do not read each other's files. */
  static final String VERSIONED = Integer.toString(BundledPostgres.MAJOR);

  private static final Duration INITDB_PATIENCE = Duration.ofMinutes(5);

  private final Path folder;

  Cluster(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  Path data() {
    return folder.resolve(VERSIONED);
  }

  Path tls() {
    return folder.resolve("tls");
  }

  Path log() {
    return folder.resolve("log").resolve("postgresql.log");
  }

  boolean exists() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  /** Makes the folders around the data, for this user alone. */
  void makeFolders(ServerUser user) throws IOException {
    for (Path each : List.of(folder, tls(), log().getParent())) {
      if (!exists() || !Files.isDirectory(each)) {
        Files.createDirectories(each);
        if (Files.getFileAttributeView(each, PosixFileAttributeView.class) != null) {
          Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
        }
        user.own(each);
      }
    }
  }

  /** Makes the data folder with one superuser. */
  void initialize(PostgresBinaries binaries, ServerUser user, String owner, Secret password)
      throws IOException {
    Path fresh = folder.resolve(VERSIONED + ".new");
    Folders.delete(fresh);
    Path passwordFile = folder.resolve("owner.tmp");
    try {
      writePassword(passwordFile, user, password);
      List<String> initdb =
          List.of(
              binaries.program("initdb"),
              "--pgdata=" + fresh,
              "--username=" + owner,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums");
      Command.Result result = Command.run(user.command(initdb), INITDB_PATIENCE);
      if (!result.ok()) {
        throw new BundledPostgresException(
            Reason.FAILED, "The database cannot be made in " + folder + ": " + result.lastLines());
      }
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    write(fresh.resolve("postgresql.conf"), PostgresSettings.INCLUDES, user);
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Replaces a file of the cluster; answers whether it was another one before. */
  boolean write(Path file, String text, ServerUser user) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return false;
    }
    OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    user.own(file);
    return true;
  }

  private static void writePassword(Path file, ServerUser user, Secret password)
      throws IOException {
    char[] chars = password.copyChars();
    ByteBuffer line = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
    byte[] bytes = Arrays.copyOf(line.array(), line.limit() + 1);
    try {
      bytes[bytes.length - 1] = '\n';
      OwnerOnlyFile.replace(file, bytes);
      user.own(file);
    } finally {
      Arrays.fill(chars, '\0');
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(line.array(), (byte) 0);
    }
  }
}
