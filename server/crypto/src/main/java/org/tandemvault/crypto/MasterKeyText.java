package org.tandemvault.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.tandemvault.crypto.MasterKeyException.Problem;

/**
 * The text of a master key file, version 1. Lines that begin with {@code #} are comments.
 *
 * <pre>
 * tandem-vault-master-key v1
 * key-id: 16 hex digits
 * key: base64 of 32 bytes
 * checksum: the first 16 hex digits of SHA-256 over the three lines above, joined by line feeds
 * </pre>
 */
final class MasterKeyText {

  private static final String TITLE = "tandem-vault-master-key ";
  private static final String VERSION = "v1";
  private static final String COMMENT =
      """
      # Whoever holds this file can read every password of the vault.
      # Keep one copy offline: without it nothing can be opened, by anybody.
      """;
  private static final String KEY_ID = "key-id: ";
  private static final String KEY = "key: ";
  private static final String CHECKSUM = "checksum: ";

  private MasterKeyText() {}

  static byte[] of(MasterKey master) {
    byte[] key = master.copyBytes();
    byte[] base64 = Base64.getEncoder().encode(key);
    byte[] head = ascii(TITLE + VERSION + "\n" + KEY_ID + master.keyId() + "\n" + KEY);
    byte[] body = joined(head, base64);
    byte[] tail = ascii("\n" + CHECKSUM + checksum(body) + "\n");
    byte[] text = joined(ascii(COMMENT), joined(body, tail));
    Arrays.fill(key, (byte) 0);
    Arrays.fill(base64, (byte) 0);
    Arrays.fill(body, (byte) 0);
    return text;
  }

  static boolean isOne(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1).contains(TITLE + "v");
  }

  static MasterKey parse(byte[] text, Path file) {
    List<byte[]> lines = lines(text);
    try {
      requireVersion(lines, file);
      if (lines.size() != 4) {
        throw malformed(file, "it has " + lines.size() + " lines instead of 4");
      }
      byte[] keyId = value(lines.get(1), KEY_ID, file);
      byte[] base64 = value(lines.get(2), KEY, file);
      byte[] checksum = value(lines.get(3), CHECKSUM, file);
      byte[] key = decode(base64, file);
      try {
        requireLength(key, file);
        requireChecksum(lines, checksum, file);
        return named(key, keyId, file);
      } finally {
        Arrays.fill(key, (byte) 0);
        Arrays.fill(base64, (byte) 0);
      }
    } finally {
      lines.forEach(line -> Arrays.fill(line, (byte) 0));
    }
  }

  static MasterKeyException malformed(Path file, String what) {
    return new MasterKeyException(
        Problem.MALFORMED,
        "Not a master key file: "
            + file
            + ", "
            + what
            + ". Name the right file in manage_key.conf.");
  }

  private static void requireVersion(List<byte[]> lines, Path file) {
    if (lines.isEmpty() || !startsWith(lines.getFirst(), TITLE)) {
      throw malformed(file, "its first line isn't the title");
    }
    byte[] version = value(lines.getFirst(), TITLE, file);
    if (!Arrays.equals(version, ascii(VERSION))) {
      throw new MasterKeyException(
          Problem.UNKNOWN_VERSION,
          "The master key file "
              + file
              + " has a version other than "
              + VERSION
              + ". It was made by a newer release: upgrade this node.");
    }
  }

  private static void requireLength(byte[] key, Path file) {
    if (key.length != MasterKey.LENGTH) {
      throw new MasterKeyException(
          Problem.WRONG_LENGTH,
          "The key in "
              + file
              + " has "
              + key.length
              + " bytes instead of "
              + MasterKey.LENGTH
              + ". Restore the file from its offline copy.");
    }
  }

  private static void requireChecksum(List<byte[]> lines, byte[] checksum, Path file) {
    byte[] newline = {'\n'};
    byte[] first = joined(joined(lines.get(0), newline), joined(lines.get(1), newline));
    byte[] body = joined(first, lines.get(2));
    boolean fits = MessageDigest.isEqual(ascii(checksum(body)), checksum);
    Arrays.fill(body, (byte) 0);
    if (!fits) {
      throw badChecksum(file, "checksum");
    }
  }

  private static MasterKey named(byte[] key, byte[] keyId, Path file) {
    MasterKey master = MasterKey.ofBytes(key);
    if (!Arrays.equals(ascii(master.keyId()), keyId)) {
      master.close();
      throw badChecksum(file, "key id");
    }
    return master;
  }

  private static MasterKeyException badChecksum(Path file, String what) {
    return new MasterKeyException(
        Problem.BAD_CHECKSUM,
        "The "
            + what
            + " in "
            + file
            + " does not fit its key: the file was changed or damaged."
            + " Restore it from its offline copy.");
  }

  private static byte[] decode(byte[] base64, Path file) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      throw malformed(file, "its key is not base64");
    }
  }

  private static byte[] value(byte[] line, String name, Path file) {
    if (!startsWith(line, name)) {
      throw malformed(file, "a line does not begin with '" + name.strip() + "'");
    }
    return Arrays.copyOfRange(line, name.length(), line.length);
  }

  /** The lines that are neither empty nor comments, without line feed and carriage return. */
  private static List<byte[]> lines(byte[] text) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= text.length; at++) {
      if (at == text.length || text[at] == '\n') {
        int end = at > start && text[at - 1] == '\r' ? at - 1 : at;
        if (end > start && text[start] != '#') {
          lines.add(Arrays.copyOfRange(text, start, end));
        }
        start = at + 1;
      }
    }
    return lines;
  }

  private static boolean startsWith(byte[] line, String name) {
    return line.length >= name.length()
        && Arrays.equals(line, 0, name.length(), ascii(name), 0, name.length());
  }

  private static String checksum(byte[] body) {
    MessageDigest sha256 = Jca.required(() -> MessageDigest.getInstance("SHA-256"));
    return HexFormat.of().formatHex(sha256.digest(body), 0, 8);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + second.length);
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
