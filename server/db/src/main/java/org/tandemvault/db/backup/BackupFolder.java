package org.tandemvault.db.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.NodeId;

/**
 * The folder of a node's backups: their names, and how many stay. A file has a backup's name only
 * once it is proven, so that the newest one that stays is proven.
 */
final class BackupFolder {
  private static final Logger LOG = LoggerFactory.getLogger(BackupFolder.class);
  private static final String PREFIX = "tandem-vault-";
  private static final String ENDING = ".tvb";
  private static final byte[] TITLE = "tandem-vault-backup\n".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final NodeId node;

  BackupFolder(Path folder, NodeId node) {
    this.folder = folder;
    this.node = node;
  }

  Path fileOf(Instant at) {
    return folder.resolve(PREFIX + node + "-" + STAMP.format(at) + ENDING);
  }

  /** Deletes what is older than the newest so many, proven and unproven ones apart. */
  void keepNewest(int keep) {
    try {
      removeOlder(own(""), keep);
      removeOlder(own(BackupFile.UNVERIFIED), keep);
    } catch (IOException e) {
      LOG.warn("Old backups in {} can't be deleted: {}", folder, e.toString());
    }
  }

  /** Deletes what a killed run left; the caller sees to it that no other one is at work. */
  void removeParts() {
    try {
      for (Path part : matching("\\.", "(\\.unverified)?" + Pattern.quote(BackupFile.PART))) {
        Files.delete(part);
      }
    } catch (IOException e) {
      LOG.warn("The rest of a broken backup in {} can't be deleted: {}", folder, e.toString());
    }
  }

  private List<Path> own(String ending) throws IOException {
    return matching("", Pattern.quote(ending)).stream().filter(BackupFolder::isBackup).toList();
  }

  /** By name, which is by time. */
  private List<Path> matching(String before, String behind) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Pattern name =
        Pattern.compile(
            before
                + Pattern.quote(PREFIX + node + "-")
                + "[0-9]{8}-[0-9]{6}Z"
                + Pattern.quote(ENDING)
                + behind);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isBackup(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return java.util.Arrays.equals(in.readNBytes(TITLE.length), TITLE);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static void removeOlder(List<Path> files, int keep) throws IOException {
    for (Path old : files.subList(0, Math.max(0, files.size() - Math.max(1, keep)))) {
      Files.delete(old);
      LOG.info("Deleted the old backup {}", old);
    }
  }
}
