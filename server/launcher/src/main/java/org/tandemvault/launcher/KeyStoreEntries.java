package org.tandemvault.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tandemvault.crypto.Secret;

/** What is in a PKCS#12 key store. */
final class KeyStoreEntries {
  private KeyStoreEntries() {}

  /** The names of the entries with a private key; at least one. */
  static List<String> of(Path file, Secret password) {
    char[] chars = password.copyChars();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, chars);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.isEmpty()) {
        throw StartRefusedException.configuration(
            "The key store " + file + " holds no private key: put the certificate's key in it.");
      }
      return keys;
    } catch (IOException | GeneralSecurityException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION,
          "The key store "
              + file
              + " does not open: check https.keystore and https.keystore.password in"
              + " conf/server.conf.",
          e);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }
}
