package org.tandemvault.db.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.BackupStatus;
import org.tandemvault.crypto.OwnerOnlyFile;

/**
 * What happened to the backups of a node, in its data folder: whoever makes one writes it down, and
 * the application, which alone may write the node's audit chain, puts it there.
 */
public final class BackupRecords {
  private static final Logger LOG = LoggerFactory.getLogger(BackupRecords.class);
  private static final String UNTOLD = ".untold";
  private static final String LAST = "last.properties";
  private static final String BY = "proven.by.";
  private static final int MOST_REASON = 900;

  private final Path folder;

  /**
   * @param data the node's data folder
   */
  public BackupRecords(Path data) {
    this.folder = data.resolve("backup-records");
  }

  /**
   * One backup, or a try.
   *
   * @param by who made it: {@code schedule}, or a user of the operating system
   * @param file empty if there is none
   * @param text what was proven, or why not
   */
  public record Entry(Instant at, String by, String file, boolean ok, String text) {}

  /** Something that the application has not yet put on record. */
  public record Untold(Path note, Entry entry) {}

  /** Writes it down; a folder that can't be written is told in the log, as the backup is there. */
  public void add(Entry entry) {
    try {
      Files.createDirectories(folder);
      handOver(folder);
      Properties values = values(entry);
      save(folder.resolve(entry.at().toEpochMilli() + "-" + UUID.randomUUID() + UNTOLD), values);
      Properties last = load(folder.resolve(LAST));
      String kind = entry.ok() ? "proven." : "failed.";
      last.setProperty(kind + "at", entry.at().toString());
      last.setProperty(kind + "file", entry.file());
      last.setProperty(kind + "text", values.getProperty("text"));
      if (entry.ok()) {
        last.setProperty(BY + entry.by(), entry.at().toString());
      }
      save(folder.resolve(LAST), last);
    } catch (IOException e) {
      LOG.warn("The backup is not on record in {}: {}", folder, e.toString());
    }
  }

  /** What is not on record yet, oldest first. */
  public List<Untold> untold() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(UNTOLD))
          .sorted(Comparator.comparing(Path::getFileName))
          .flatMap(file -> entry(file).map(entry -> new Untold(file, entry)).stream())
          .toList();
    } catch (IOException e) {
      LOG.warn("The records of backups in {} can't be read: {}", folder, e.toString());
      return List.of();
    }
  }

  /** It is on record now. */
  public void told(Untold untold) {
    try {
      Files.deleteIfExists(untold.note());
    } catch (IOException e) {
      LOG.warn("The record {} can't be removed: {}", untold.note(), e.toString());
    }
  }

  /** The newest that was proven for somebody. */
  public Optional<Instant> newestBy(String by) {
    return instant(load(folder.resolve(LAST)), BY + by);
  }

  /** The newest that failed. */
  public Optional<Instant> newestFailure() {
    return instant(load(folder.resolve(LAST)), "failed.at");
  }

  /** The newest of each kind. */
  public BackupStatus status(Optional<String> daily) {
    Properties last = load(folder.resolve(LAST));
    Optional<BackupStatus.Proven> proven =
        instant(last, "proven.at")
            .map(at -> new BackupStatus.Proven(at, last.getProperty("proven.file", "")));
    Optional<BackupStatus.Failure> failure =
        instant(last, "failed.at")
            .filter(at -> proven.filter(good -> good.at().isAfter(at)).isEmpty())
            .map(at -> new BackupStatus.Failure(at, last.getProperty("failed.text", "")));
    return new BackupStatus(daily, proven, failure);
  }

  private static Optional<Entry> entry(Path file) {
    Properties values = load(file);
    return instant(values, "at")
        .map(
            at ->
                new Entry(
                    at,
                    values.getProperty("by", ""),
                    values.getProperty("file", ""),
                    Boolean.parseBoolean(values.getProperty("ok")),
                    values.getProperty("text", "")));
  }

  private static Properties values(Entry entry) {
    Properties values = new Properties();
    values.setProperty("at", entry.at().toString());
    values.setProperty("by", entry.by());
    values.setProperty("file", entry.file());
    values.setProperty("ok", Boolean.toString(entry.ok()));
    String text = entry.text();
    values.setProperty("text", text.substring(0, Math.min(MOST_REASON, text.length())));
    return values;
  }

  private static Optional<Instant> instant(Properties values, String key) {
    try {
      return Optional.ofNullable(values.getProperty(key)).map(Instant::parse);
    } catch (java.time.format.DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  private static Properties load(Path file) {
    Properties values = new Properties();
    try {
      if (Files.exists(file)) {
        values.load(new ByteArrayInputStream(Files.readAllBytes(file)));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The record {} can't be read: {}", file, e.toString());
    }
    return values;
  }

  private void save(Path file, Properties values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    values.store(bytes, "Tandem Vault");
    OwnerOnlyFile.replace(file, bytes.toByteArray());
    handOver(file);
  }

  /** A root who makes a backup leaves nothing that the node's user can't read. */
  static void handOver(Path made) {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
      Path parent = made.toAbsolutePath().getParent();
      if (view != null && !Files.getOwner(parent).equals(view.getOwner())) {
        view.setOwner(Files.getOwner(parent));
      }
    } catch (IOException notRoot) {
      LOG.debug("The owner of {} stays as it is", made, notRoot);
    }
  }
}
