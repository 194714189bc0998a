package org.tandemvault.crypto.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The certificates serve real TLS connections, both sides shown and names checked. */
class MutualTlsTest {

  private static final Duration YEAR = Duration.ofDays(365);
  private static final char[] PASSWORD = "password".toCharArray();

  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create("Test CA", YEAR, Clock.systemUTC(), random);
  private final CertifiedKey primary =
      authority.issue(CertificateRequest.node("primary", Set.of("localhost"), YEAR));
  private final CertifiedKey standby =
      authority.issue(CertificateRequest.node("standby", Set.of("127.0.0.1"), YEAR));

  @Test
  void twoNodesOfOneAuthorityKnowEachOther() throws Exception {
    assertThat(greet(primary, standby, "localhost")).isEqualTo("CN=standby");
    assertThat(greet(standby, primary, "127.0.0.1")).isEqualTo("CN=primary");
  }

  @Test
  void aServerOfAnotherNameIsRefused() {
    assertThatExceptionOfType(SSLException.class)
        .isThrownBy(() -> greet(standby, primary, "localhost"));
  }

  /** Connects; answers who the server saw. */
  private String greet(CertifiedKey server, CertifiedKey client, String host) throws Exception {
    try (SSLServerSocket listener = listen(server);
        ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<String> seen = pool.submit(() -> acceptOne(listener));
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (Socket plain = new Socket(loopback, listener.getLocalPort());
          SSLSocket socket =
              (SSLSocket)
                  context(client)
                      .getSocketFactory()
                      .createSocket(plain, host, listener.getLocalPort(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return seen.get();
      }
    }
  }

  private SSLServerSocket listen(CertifiedKey server) throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            context(server)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(true);
    return listener;
  }

  private static String acceptOne(SSLServerSocket listener) throws IOException {
    try (SSLSocket accepted = (SSLSocket) listener.accept()) {
      accepted.startHandshake();
      return ((X509Certificate) accepted.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  private SSLContext context(CertifiedKey own) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", own.privateKey(), PASSWORD, own.chain().toArray(X509Certificate[]::new));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority.certificate());
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), random);
    return context;
  }
}
