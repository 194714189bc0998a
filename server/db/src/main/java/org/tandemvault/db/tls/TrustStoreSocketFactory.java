package org.tandemvault.db.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.PGProperty;
import org.postgresql.ssl.WrappedFactory;
import org.tandemvault.crypto.certificate.TrustStoreFile;

/** Lets PostgreSQL's driver, which makes it by its name, believe {@code conf/truststore.p12}. */
public final class TrustStoreSocketFactory extends WrappedFactory {

  /** The driver hands its properties over; {@code sslfactoryarg} is the file. */
  public TrustStoreSocketFactory(Properties properties) throws GeneralSecurityException {
    Path file = Path.of(PGProperty.SSL_FACTORY_ARG.getOrDefault(properties));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (java.io.IOException e) {
      throw new IllegalStateException("an empty store needs no reading", e);
    }
    for (Map.Entry<String, X509Certificate> one :
        new TrustStoreFile(file).certificates().entrySet()) {
      store.setCertificateEntry(one.getKey(), one.getValue());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), new SecureRandom());
    factory = context.getSocketFactory();
  }
}
