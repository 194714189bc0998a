package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The server's log. The server appends to it for as long as it lives, so a full one is copied and
 * emptied rather than renamed; a line written between the two may be lost.
 */
final class ServerLog {
  private static final long MOST_BYTES = 10L * 1024 * 1024;
  private static final int KEPT = 3;

  private final Path file;

  ServerLog(Path file) {
    this.file = file;
  }

  /** Makes the empty file if there is none. */
  void ensure(ServerUser user) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
      user.own(file);
    }
  }

  /** A link in place of the log is left alone: its folder may be another user's than ours. */
  void keepSmall() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) < MOST_BYTES) {
      return;
    }
    for (int i = KEPT - 1; i >= 1; i--) {
      if (Files.exists(older(i))) {
        Files.move(older(i), older(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.copy(file, older(1), StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.truncate(0);
    }
  }

  long length() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** What was written since the log had that length. */
  String since(long length) throws IOException {
    byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int from = (int) Math.min(length, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  /** The last lines, for an error message. */
  static String lastLines(String text) {
    List<String> lines = text.strip().lines().toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  private Path older(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}
