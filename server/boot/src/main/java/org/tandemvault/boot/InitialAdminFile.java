package org.tandemvault.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tandemvault.core.identity.CreatedUser;
import org.tandemvault.crypto.OwnerOnlyFile;

/**
 * {@code initial-admin.properties} in the data folder: the first admin's name and one-time
 * password, readable by the node's own user alone. Worth nothing once the password was changed.
 */
final class InitialAdminFile {

  private final Path file;

  InitialAdminFile(Path dataFolder) {
    this.file = dataFolder.resolve("initial-admin.properties");
  }

  /** Writes the file; the password is base64url or plain ASCII and needs no escaping. */
  void write(CreatedUser admin) {
    byte[] password = admin.initialPassword().orElseThrow().copyBytes();
    byte[] start =
        ("# Sign in with these once; the vault then asks for a password of your own.\nadmin.user="
                + admin.user().name()
                + "\nadmin.password=")
            .getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[start.length + password.length + 1];
    ByteBuffer.wrap(content).put(start).put(password).put((byte) '\n');
    try {
      Files.createDirectories(file.getParent());
      OwnerOnlyFile.replace(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write " + file + "; make the folder writable.", e);
    } finally {
      Arrays.fill(password, (byte) 0);
      Arrays.fill(content, (byte) 0);
    }
  }
}
