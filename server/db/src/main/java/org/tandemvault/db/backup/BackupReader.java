package org.tandemvault.db.backup;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.SealedStream;
import org.tandemvault.crypto.SealedStreamException;
import org.tandemvault.db.backup.BackupException.Reason;
import org.tandemvault.db.backup.Contents.TableCount;
import org.tandemvault.db.move.VaultTable;

/**
 * Reads a backup from its beginning to its end: first manifest and files, then {@link #nextTable}
 * and {@link #nextRow} until both are empty. Not thread-safe.
 */
public final class BackupReader implements AutoCloseable {
  private static final int MOST_BYTES = 256 * 1024 * 1024;

  private final Path file;
  private final DataInputStream in;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, TableCount> counts = new LinkedHashMap<>();
  private Manifest manifest;
  private VaultTable table;
  private char tag;

  private BackupReader(Path file, DataInputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a backup.
   *
   * @throws BackupException if there is none, it is of another key, or it is not whole; reading on
   *     throws it too
   */
  public static BackupReader open(Path file, MasterKey master) {
    InputStream raw = stream(file);
    try {
      InputStream plain = SealedStream.open(new BufferedInputStream(raw), master);
      BackupReader reader =
          new BackupReader(
              file,
              new DataInputStream(new BufferedInputStream(new InflaterInputStream(plain), 65_536)));
      reader.head();
      return reader;
    } catch (IOException | SealedStreamException | BackupException e) {
      try (raw) {
        throw refused(file, e);
      } catch (IOException closing) {
        throw refused(file, closing);
      }
    }
  }

  /** The id of the master key that a backup needs. */
  public static String keyId(Path file) {
    try (InputStream raw = stream(file)) {
      return SealedStream.keyId(raw);
    } catch (IOException | SealedStreamException e) {
      throw refused(file, e);
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The files of {@code conf}, by their path below it. */
  public Map<String, byte[]> files() {
    return files;
  }

  /** The next table; empty at the end, which is then proven to be the end. */
  Optional<VaultTable> nextTable() {
    try {
      if (tag == BackupWriter.END) {
        requireEnd();
        return Optional.empty();
      }
      require(BackupWriter.TABLE);
      String name = text();
      List<VaultTable.Column> columns = new ArrayList<>();
      int width = in.readInt();
      for (int i = 0; i < width; i++) {
        columns.add(new VaultTable.Column(identifier(), VaultTable.Kind.valueOf(text())));
      }
      List<String> key = new ArrayList<>();
      int parts = in.readInt();
      for (int i = 0; i < parts; i++) {
        key.add(identifier());
      }
      table = new VaultTable(name, columns, key);
      next();
      return Optional.of(table);
    } catch (IOException | SealedStreamException | IllegalArgumentException e) {
      throw refused(file, e);
    }
  }

  /** The next row of the table; empty at its end. */
  Optional<byte[]> nextRow() {
    try {
      if (tag == BackupWriter.ROW) {
        byte[] row = bytes();
        next();
        return Optional.of(row);
      }
      require(BackupWriter.TABLE_END);
      long rows = in.readLong();
      counts.put(table.name(), new TableCount(rows, text()));
      next();
      return Optional.empty();
    } catch (IOException | SealedStreamException e) {
      throw refused(file, e);
    }
  }

  /** What was read so far. */
  Contents contents() {
    return new Contents(manifest, counts);
  }

  private void head() throws IOException {
    next();
    require(BackupWriter.MANIFEST);
    manifest = Manifest.of(bytes());
    next();
    while (tag == BackupWriter.FILE) {
      files.put(text(), bytes());
      next();
    }
  }

  private void requireEnd() throws IOException {
    if (in.readInt() != counts.size() || in.read() >= 0) {
      throw new IOException("its end is not where it says");
    }
  }

  private void next() throws IOException {
    tag = (char) in.readUnsignedByte();
  }

  private void require(char expected) throws IOException {
    if (tag != expected) {
      throw new IOException("its parts are not in the order of a backup");
    }
  }

  /** Names go into statements. */
  private String identifier() throws IOException {
    String name = text();
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IOException("it names a column that can't be one");
    }
    return name;
  }

  private String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("a part of it has a length that can't be right");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("it ends too early");
    }
    return bytes;
  }

  private static InputStream stream(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new BackupException(
            Reason.NO_FILE, file + " is a folder: name the backup's file in it.");
      }
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new BackupException(Reason.NO_FILE, "There is no file " + file + ".", e);
    } catch (IOException e) {
      throw new BackupException(
          Reason.DENIED, "The file " + file + " can't be read: run this as its owner.", e);
    }
  }

  private static BackupException refused(Path file, Exception e) {
    return switch (e) {
      case BackupException known -> known;
      case SealedStreamException sealed ->
          new BackupException(
              sealed.problem() == SealedStreamException.Problem.NEWER
                  ? Reason.NEWER
                  : Reason.UNPROVEN,
              "The backup " + file + " can't be used. " + sealed.getMessage(),
              sealed);
      default ->
          new BackupException(
              Reason.UNPROVEN,
              "The backup " + file + " can't be read to its end (" + e.getMessage() + ").",
              e);
    };
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new BackupException(Reason.BROKEN, "The file " + file + " can't be closed.", e);
    }
  }
}
