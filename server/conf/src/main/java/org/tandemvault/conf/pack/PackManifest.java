package org.tandemvault.conf.pack;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * {@code conf/ha-pack/manifest.properties}: where a pack comes from and the SHA-256 of each file.
 *
 * @param facts such as {@code node.id}, {@code key.id}, {@code version}
 * @param files by their names from the node's folder, with their checksums
 */
record PackManifest(Map<String, String> facts, Map<String, String> files) {
  static final String FOLDER = "ha-pack";
  static final String FILE = "manifest.properties";
  static final String SHARED = "shared.conf";
  static final String TRUSTED = "trusted-certificates.pem";

  static final String NODE_ID = "node.id";
  static final String NODE_NUMBER = "node.number";
  static final String KEY_ID = "key.id";
  static final String VERSION = "version";
  static final String ENGINE = "database.engine";
  static final String MADE_AT = "made.at";

  private static final String FORMAT = "format";
  private static final String KNOWN_FORMAT = "1";
  private static final String FILE_KEY = "sha256.";

  PackManifest {
    facts = Map.copyOf(facts);
    files = Map.copyOf(files);
  }

  static Path path(Path conf) {
    return conf.resolve(FOLDER).resolve(FILE);
  }

  /** That of the pack that was unpacked over this configuration. */
  static Optional<PackManifest> read(Path conf) {
    if (!Files.isRegularFile(path(conf))) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(Files.readString(path(conf))));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(new PackManifest(Map.of(), Map.of()));
    }
  }

  /** Whether it could not be read. A standby starts all the same: it may be an emergency. */
  boolean isDamaged() {
    return facts.isEmpty();
  }

  private static PackManifest parse(String text) throws IOException {
    Properties lines = new Properties();
    lines.load(new StringReader(text));
    if (!KNOWN_FORMAT.equals(lines.getProperty(FORMAT))) {
      throw new IllegalArgumentException("format " + lines.getProperty(FORMAT));
    }
    Map<String, String> facts = new TreeMap<>();
    Map<String, String> files = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(FILE_KEY)) {
        files.put(key.substring(FILE_KEY.length()), lines.getProperty(key));
      } else {
        facts.put(key, lines.getProperty(key));
      }
    }
    return new PackManifest(facts, files);
  }

  String fact(String key) {
    return facts.getOrDefault(key, "");
  }

  String text() {
    StringBuilder out = new StringBuilder("# HA pack of Tandem Vault.\n");
    out.append(FORMAT).append(" = ").append(KNOWN_FORMAT).append('\n');
    new TreeMap<>(facts).forEach((key, value) -> line(out, key, value));
    new TreeMap<>(files).forEach((name, sum) -> line(out, FILE_KEY + name, sum));
    return out.toString();
  }

  private static void line(StringBuilder out, String key, String value) {
    if (!key.equals(FORMAT)) {
      out.append(key.replace(" ", "\\ ").replace(":", "\\:"))
          .append(" = ")
          .append(value.replace("\\", "\\\\"))
          .append('\n');
    }
  }

  static String checksum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java knows SHA-256", e);
    }
  }

  static String checksum(String text) {
    return checksum(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
