package org.tandemvault.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tandemvault.conf.SealedValue;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.core.drill.DrillView.Certificate;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;

/**
 * The certificates that this node shows, as they were at its start.
 *
 * @param all each with its end
 */
record OwnCertificates(List<Certificate> all) {

  static OwnCertificates of(VaultConf conf, ConfValueCipher cipher) {
    var found = new ArrayList<Certificate>();
    var https = conf.server().https();
    read(found, "https", https.keystore(), https.keystorePassword(), cipher);
    if (conf.replication().isConfigured()) {
      var heartbeat = conf.replication().heartbeat();
      read(found, "heartbeats", heartbeat.keystore(), heartbeat.keystorePassword(), cipher);
    }
    return new OwnCertificates(List.copyOf(found));
  }

  private static void read(
      List<Certificate> found,
      String what,
      Path file,
      SealedValue password,
      ConfValueCipher cipher) {
    try (Secret secret = password.open(cipher);
        InputStream in = Files.newInputStream(file)) {
      char[] chars = secret.copyChars();
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(in, chars);
        for (String alias : Collections.list(store.aliases())) {
          if (store.isKeyEntry(alias)
              && store.getCertificate(alias) instanceof X509Certificate shown) {
            found.add(new Certificate(what, shown.getNotAfter().toInstant()));
          }
        }
      } finally {
        Arrays.fill(chars, '\0');
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The key store " + file + " can't be read: " + e, e);
    }
  }
}
