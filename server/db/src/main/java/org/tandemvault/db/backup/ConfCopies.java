package org.tandemvault.db.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKeyFile;

/**
 * The files of a node's configuration that a backup takes along: settings with their secrets
 * sealed, key stores that a sealed password opens, certificates, licence, branding. Never a key
 * that lies open, of whatever kind.
 */
final class ConfCopies {
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  private final VaultConf conf;
  private final ConfValueCipher cipher;

  ConfCopies(VaultConf conf, ConfValueCipher cipher) {
    this.conf = conf;
    this.cipher = cipher;
  }

  /** By path below the folder {@code conf}, with {@code /} between names. */
  Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> copies = new TreeMap<>();
    try (Stream<Path> files = Files.walk(conf.folder())) {
      for (Path file : files.filter(Files::isRegularFile).filter(this::isWanted).toList()) {
        byte[] copy = copy(file);
        if (!liesOpen(copy)) {
          copies.put(nameOf(file), copy);
        }
      }
    }
    Path https = conf.server().https().keystore();
    if (Files.isRegularFile(https) && !https.startsWith(conf.folder())) {
      copies.put(RestoredConf.HTTPS_KEYSTORE, Files.readAllBytes(https));
    }
    return copies;
  }

  private boolean isWanted(Path file) {
    String name = nameOf(file);
    boolean known =
        !name.contains("/") && name.matches(".*\\.(conf|p12|pem|cer|crt)|licen[sc]e(\\..*)?")
            || name.startsWith("branding/");
    return known && file.toFile().length() <= MOST_BYTES;
  }

  private byte[] copy(Path file) throws IOException {
    boolean settings = file.getFileName().toString().endsWith(".conf");
    return settings && conf.folder().equals(file.getParent())
        ? VaultConf.sealed(ConfFile.read(file), cipher).text().getBytes(StandardCharsets.UTF_8)
        : Files.readAllBytes(file);
  }

  private static boolean liesOpen(byte[] copy) {
    return MasterKeyFile.isOne(copy)
        || new String(copy, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----");
  }

  private String nameOf(Path file) {
    return conf.folder().relativize(file).toString().replace('\\', '/');
  }
}
