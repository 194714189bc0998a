package org.tandemvault.core.audit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where the syslog server is and how it is reached. Thread-safe.
 *
 * <p>Over TLS its certificate must come from one in the given store and bear the given host name.
 */
public final class SyslogTarget {

  private static final int PATIENCE_MILLIS = 5_000;

  private final String host;
  private final int port;
  private final Optional<SSLSocketFactory> tls;

  private SyslogTarget(String host, int port, Optional<SSLSocketFactory> tls) {
    this.host = host;
    this.port = port;
    this.tls = tls;
  }

  /** In the clear. */
  public static SyslogTarget tcp(String host, int port) {
    return new SyslogTarget(host, port, Optional.empty());
  }

  /**
   * Over TLS 1.2 or 1.3.
   *
   * @param trusted the certificates that may have signed the server's
   */
  public static SyslogTarget tls(String host, int port, KeyStore trusted) {
    try {
      if (trusted.size() == 0) {
        throw new IllegalArgumentException("The truststore for syslog holds no certificate.");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return new SyslogTarget(host, port, Optional.of(context.getSocketFactory()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The truststore for syslog can't be used: " + e.getMessage(), e);
    }
  }

  /** A new connection; the caller closes it. */
  Socket connect() throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      plain.setKeepAlive(true);
      return tls.isPresent() ? secured(tls.get(), plain) : plain;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secured(SSLSocketFactory factory, Socket plain) throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
