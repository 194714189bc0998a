package org.tandemvault.tools.change;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.crypto.Secret;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** {@code conf/masterkey.key}: the password of SQL Server's database master key, mode 0400. */
public final class KeyPassword {
  static final String FILE = "masterkey.key";

  private static final int RANDOM_BYTES = 33;
  private static final int SHORTEST = 20;

  private KeyPassword() {}

  /** The password; made if there is none and it may be. The caller closes it. */
  public static Optional<Secret> of(Path conf, boolean mayMake, SecureRandom random) {
    Path file = conf.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        if (!mayMake) {
          return Optional.empty();
        }
        make(file, random);
      }
      return Optional.of(read(file));
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "The file " + file + " can't be read or made: check its rights",
          e);
    }
  }

  private static Secret read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      int length = bytes.length;
      while (length > 0 && Character.isWhitespace(bytes[length - 1])) {
        length--;
      }
      if (length < SHORTEST) {
        throw new ToolException(
            ToolExit.CONFIGURATION,
            "The file " + file + " is too short for a master key's password: restore it.");
      }
      return Secret.ofBytes(Arrays.copyOf(bytes, length));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** With upper and lower case, digits and signs, as Windows wants passwords. */
  private static void make(Path file, SecureRandom random) throws IOException {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String text = "Tv1-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
    OwnerOnlyFile.create(file, text.getBytes(StandardCharsets.US_ASCII));
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }
  }
}
