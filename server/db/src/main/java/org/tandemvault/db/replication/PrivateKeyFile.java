package org.tandemvault.db.replication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.tandemvault.db.replication.ReplicationException.Reason;

/** A private key in a PEM file, of which the driver must be told the kind. */
final class PrivateKeyFile {
  private static final List<String> KINDS = List.of("EC", "RSA", "EdDSA");

  private PrivateKeyFile() {}

  /** The kind of key, as Java names it. */
  static String algorithm(Path file) {
    byte[] key = read(file);
    try {
      return KINDS.stream()
          .filter(kind -> fits(kind, key))
          .findFirst()
          .orElseThrow(() -> unreadable(file, new IOException("not a PKCS#8 key in PEM")));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      String body = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return Base64.getDecoder().decode(body);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean fits(String kind, byte[] key) {
    try {
      KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(key));
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  private static ReplicationException unreadable(Path file, Exception why) {
    return new ReplicationException(
        Reason.REFUSED,
        "The replication key " + file + " cannot be read: " + why.getMessage(),
        why);
  }
}
