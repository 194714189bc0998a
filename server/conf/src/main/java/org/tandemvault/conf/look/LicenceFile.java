package org.tandemvault.conf.look;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code conf/license.*}: an organisation's own note, such as a support contract. The vault carries
 * and shows it; nothing is locked by it.
 *
 * @param text empty if it is no text, or too long to be shown
 */
public record LicenceFile(String name, long size, String text) {
  private static final int MOST_SHOWN = 16 * 1024;

  /** All such files of a configuration folder, by name. */
  public static List<Path> in(Path conf) {
    if (!Files.isDirectory(conf)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(conf)) {
      return files
          .filter(file -> file.getFileName().toString().matches("license\\.[A-Za-z0-9]{1,10}"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The first of them. */
  public static Optional<LicenceFile> read(Path conf) {
    return in(conf).stream().findFirst().map(LicenceFile::of);
  }

  private static LicenceFile of(Path file) {
    String name = file.getFileName().toString();
    try {
      long size = Files.size(file);
      return new LicenceFile(name, size, size > MOST_SHOWN ? "" : text(Files.readAllBytes(file)));
    } catch (IOException e) {
      return new LicenceFile(name, 0, "");
    }
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean plain =
          text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
      return plain ? text : "";
    } catch (CharacterCodingException e) {
      return "";
    }
  }
}
