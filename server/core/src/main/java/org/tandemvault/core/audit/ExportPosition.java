package org.tandemvault.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a sink got in this node's chain, in a file that outlives the process. Not thread-safe.
 *
 * <p>The file holds {@code 1 <number> <hash>}; it is replaced whole, on disk before the call
 * returns.
 */
final class ExportPosition {

  private static final Pattern LINE = Pattern.compile("1 (\\d{1,18}) ([0-9a-f]{64})\\s*");

  private final Path file;

  ExportPosition(Path folder, String sink) {
    this.file = folder.resolve("audit-" + sink + ".position");
  }

  /** The last event delivered; the chain's beginning if there is no such file or it is damaged. */
  ChainHead read() throws IOException {
    if (!Files.exists(file)) {
      return ChainHead.EMPTY;
    }
    byte[] bytes = Files.readAllBytes(file);
    Matcher line = LINE.matcher(new String(bytes, StandardCharsets.US_ASCII));
    return line.matches()
        ? new ChainHead(Long.parseLong(line.group(1)), line.group(2))
        : ChainHead.EMPTY;
  }

  void write(ChainHead delivered) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    String line = "1 " + delivered.seq() + ' ' + delivered.hash() + '\n';
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
