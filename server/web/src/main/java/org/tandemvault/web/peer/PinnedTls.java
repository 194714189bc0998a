package org.tandemvault.web.peer;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.tandemvault.crypto.certificate.CertifiedKey;

/**
 * TLS 1.3 in which both sides show a certificate and believe only the very ones they were given,
 * whoever signed them and whatever name is in them (ADR 0080). Thread-safe.
 */
final class PinnedTls {

  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final SSLContext context;

  private PinnedTls(SSLContext context) {
    this.context = context;
  }

  static PinnedTls of(CertifiedKey own, List<X509Certificate> believed) {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOLS[0]);
      TrustManager[] trust = {new Pins(List.copyOf(believed))};
      context.init(keys(own), trust, new SecureRandom());
      return new PinnedTls(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The heartbeat's key can't be used: " + e.getMessage(), e);
    }
  }

  /** This side began the connection. */
  SSLSocket client(Socket connected) throws IOException {
    SSLSocket socket = over(connected);
    socket.setUseClientMode(true);
    return socket;
  }

  /** The other side began the connection. */
  SSLSocket server(Socket accepted) throws IOException {
    SSLSocket socket = over(accepted);
    socket.setUseClientMode(false);
    socket.setNeedClientAuth(true);
    return socket;
  }

  /** Who is at the other end, after the handshake. */
  static X509Certificate shownBy(SSLSocket socket) throws IOException {
    Certificate[] shown = socket.getSession().getPeerCertificates();
    return (X509Certificate) shown[0];
  }

  private SSLSocket over(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
    socket.setEnabledProtocols(PROTOCOLS);
    return socket;
  }

  private static KeyManager[] keys(CertifiedKey own) throws GeneralSecurityException, IOException {
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, none);
    store.setKeyEntry("own", own.privateKey(), none, own.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, none);
    return keys.getKeyManagers();
  }

  /** Believes nothing but what it was given. */
  private static final class Pins extends X509ExtendedTrustManager {

    private final List<X509Certificate> believed;

    Pins(List<X509Certificate> believed) {
      this.believed = believed;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !believed.contains(chain[0])) {
        throw new CertificateException("not a certificate of a peer");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
