package org.tandemvault.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Appends events to a file, one JSON object a line; after each batch a line {@code {"head":...}}
 * with the chain's newest number and hash, so that a cut tail of the chain can be seen later.
 *
 * <p>A batch counts as delivered when it is on disk. The file is made readable by its owner alone.
 * If it is moved away or removed, as log rotation does, a new one is begun. Used by one thread.
 */
public final class JsonLinesSink implements AuditSink {

  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path file;
  private Optional<Open> open = Optional.empty();

  private record Open(FileChannel channel, Object key) {}

  /**
   * @param file in a folder that exists
   */
  public JsonLinesSink(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public void deliver(List<AuditEvent> events) throws IOException {
    var lines = new StringBuilder();
    for (AuditEvent event : events) {
      lines.append(line(event)).append('\n');
    }
    lines.append(headLine(events.getLast())).append('\n');
    try {
      FileChannel channel = current();
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    open.ifPresent(JsonLinesSink::close);
    open = Optional.empty();
  }

  static String line(AuditEvent event) {
    AuditEntry entry = event.entry();
    Target target = entry.target();
    return new JsonText()
        .open()
        .field("node", event.node().value())
        .field("seq", event.seq())
        .field("at", event.at().toString())
        .field("actorId", entry.actorId())
        .field("actor", entry.actor())
        .field("action", entry.action().word())
        .open("target")
        .field("type", target.type())
        .field("id", target.id())
        .field("name", target.name())
        .close()
        .field("outcome", entry.outcome().word())
        .field("reason", entry.reason())
        .field("client", entry.client())
        .field("prevHash", event.prevHash())
        .field("hash", event.hash())
        .close()
        .toString();
  }

  static String headLine(AuditEvent newest) {
    return new JsonText()
        .open()
        .open("head")
        .field("node", newest.node().value())
        .field("seq", newest.seq())
        .field("hash", newest.hash())
        .close()
        .close()
        .toString();
  }

  private FileChannel current() throws IOException {
    if (open.isPresent() && !isStill(open.get())) {
      close();
    }
    if (open.isEmpty()) {
      open = Optional.of(openFile());
    }
    return open.get().channel();
  }

  private Open openFile() throws IOException {
    FileChannel channel = FileChannel.open(file, APPEND, ownerOnly());
    Object key = key();
    if (endsInsideLine()) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    return new Open(channel, key);
  }

  private boolean isStill(Open opened) throws IOException {
    try {
      return Objects.equals(opened.key(), key());
    } catch (NoSuchFileException moved) {
      return false;
    }
  }

  /** What tells this file from another of its name; nothing does where the system has no such. */
  private Object key() throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file : key;
  }

  /** True if a crash left half a line. */
  private boolean endsInsideLine() throws IOException {
    try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      long size = reading.size();
      return size > 0 && reading.read(last, size - 1) == 1 && last.get(0) != '\n';
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void close(Open opened) {
    try {
      opened.channel().close();
    } catch (IOException e) {
      // What was delivered was forced to disk before; there is nothing left to lose.
      org.slf4j.LoggerFactory.getLogger(JsonLinesSink.class)
          .warn("The audit file could not be closed: {}", e.getMessage());
    }
  }
}
