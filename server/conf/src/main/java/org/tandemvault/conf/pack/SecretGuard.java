package org.tandemvault.conf.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.VaultConf;

/** The last look at each file before it leaves: no key and no password of this node is in it. */
final class SecretGuard {
  private static final int SHORTEST = 8;

  /** Base64 of a key; the key's id may be told. */
  private static final int SHORTEST_KEY = 40;

  private static final List<String> OWN_FILES = List.of("masterkey.key");
  private static final List<String> KEYS =
      List.of(
          "https.keystore.password",
          "app.password",
          "owner.password",
          "heartbeat.keystore.password",
          "mail.smtp.password",
          "webhook.token");

  /** What must not leave, by the words that name it. */
  private final Map<String, String> secrets = new TreeMap<>();

  SecretGuard(VaultConf conf) {
    lines(conf.manageKey().keyFile(), SHORTEST_KEY)
        .forEach(line -> secrets.put(line, "a line of the master key file"));
    for (String name : OWN_FILES) {
      lines(conf.folder().resolve(name), SHORTEST)
          .forEach(line -> secrets.put(line, "conf/" + name));
    }
    passwords(conf.folder());
  }

  /**
   * Refuses a file that holds one.
   *
   * @throws PackException naming the file and the kind of secret, never the secret
   */
  void require(String name, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (text.contains("PRIVATE KEY")) {
      throw refused(name, "a private key");
    }
    secrets.forEach(
        (secret, kind) -> {
          if (text.contains(secret)) {
            throw refused(name, kind);
          }
        });
  }

  private static PackException refused(String name, String kind) {
    return PackException.secret(
        "The pack is not written: "
            + name
            + " holds "
            + kind
            + ", which must not leave this node. Take it out of that file.");
  }

  /** Long enough not to be found by chance; comments and the format's name are no secrets. */
  private static List<String> lines(Path file, int shortest) {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    for (String line : latin(file).lines().map(String::strip).toList()) {
      String value = line.contains(":") ? line.substring(line.indexOf(':') + 1).strip() : line;
      if (!line.startsWith("#") && value.length() >= shortest && !value.contains(" ")) {
        found.add(value);
      }
    }
    return found;
  }

  /** Those that were typed in and not sealed yet. */
  private void passwords(Path conf) {
    try (Stream<Path> files = Files.list(conf)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".conf")).toList()) {
        ConfFile read = ConfFile.read(file);
        for (String key : KEYS) {
          read.value(key)
              .filter(value -> value.length() >= SHORTEST && !value.startsWith("enc:"))
              .ifPresent(value -> secrets.put(latin(value), key + " of this node"));
        }
      }
    } catch (IOException e) {
      throw new PackException("The folder " + conf + " can't be read.", e);
    }
  }

  private static String latin(Path file) {
    return new String(PackManifest.bytes(file), StandardCharsets.ISO_8859_1);
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
