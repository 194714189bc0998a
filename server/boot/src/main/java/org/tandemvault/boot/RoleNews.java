package org.tandemvault.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code bin/promote.sh} did to this node, which the tool can't put on record by itself: the
 * chain of audit events belongs to the node's process.
 */
final class RoleNews {

  private static final Logger LOG = LoggerFactory.getLogger(RoleNews.class);

  private final Path file;

  RoleNews(Path dataFolder) {
    this.file = dataFolder.resolve("role-change");
  }

  /** Hands the news on, once; they stay until that worked. */
  void take(Consumer<String> record) {
    try {
      if (Files.exists(file)) {
        record.accept(Files.readString(file).strip());
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.error("The change of roles could not be put on record: {}", e.toString());
    }
  }
}
