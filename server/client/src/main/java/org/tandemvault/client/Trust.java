package org.tandemvault.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Who may vouch for a server. Names are checked as well; nothing switches that off. */
final class Trust {

  private Trust() {}

  /** The authorities that the JDK knows. */
  static SSLContext ofJdk() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /**
   * The authorities in a PEM file and no others.
   *
   * @throws IllegalArgumentException with what to mend, if it can't be read or holds none
   */
  static SSLContext of(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (authorities.isEmpty()) {
        throw new IllegalArgumentException("The file " + pem + " holds no certificate in PEM.");
      }
      return trusting(authorities);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The CA file " + pem + " can't be read: is it there, and may you read it?", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The file " + pem + " holds no certificate in PEM.", e);
    }
  }

  private static SSLContext trusting(Collection<? extends Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (Certificate authority : authorities) {
      store.setCertificateEntry("ca" + number, authority);
      number++;
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
