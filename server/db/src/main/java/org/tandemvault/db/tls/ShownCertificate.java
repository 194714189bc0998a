package org.tandemvault.db.tls;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Asks a database server for its certificate, without trusting it and without signing in: the
 * connection is broken off as soon as the certificate was shown.
 */
public final class ShownCertificate {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int SSL_REQUEST = 80_877_103;
  private static final int SSL_REQUEST_LENGTH = 8;

  /** How a server begins TLS. */
  public enum Greeting {
    /** SQL Server: TLS inside the packets of its pre-login (TDS 7). */
    TDS,
    /** SQL Server 2022 and newer: TLS first (TDS 8, {@code encrypt=strict}). */
    TDS_STRICT,
    /** PostgreSQL. */
    POSTGRESQL
  }

  private ShownCertificate() {}

  /**
   * The certificates that the server shows, its own first.
   *
   * @throws NoCertificateException if nothing answers there, or something that speaks no TLS
   */
  public static List<X509Certificate> of(Greeting greeting, String host, int port) {
    String where = host + ":" + port;
    RecordingTrust trust = new RecordingTrust();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, new SecureRandom());
      greet(greeting, socket, context, where);
    } catch (UnknownHostException e) {
      throw new NoCertificateException(
          "The host name " + host + " is not known. Check it, or the name service.", e);
    } catch (IOException e) {
      if (trust.shown().isEmpty()) {
        throw new NoCertificateException(
            "Nothing at "
                + where
                + " shows a certificate ("
                + Optional.ofNullable(e.getMessage()).orElse("it hung up")
                + "). Check host,"
                + " port, firewall, and that the server is set up for TLS.",
            e);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks TLS", e);
    }
    if (trust.shown().isEmpty()) {
      throw new NoCertificateException("The server at " + where + " showed no certificate.");
    }
    return trust.shown();
  }

  private static void greet(Greeting greeting, Socket socket, SSLContext context, String where)
      throws IOException {
    switch (greeting) {
      case TDS -> new TdsPreLogin(socket, where).handshake(context);
      case TDS_STRICT -> handshake(socket, context, "tds/8.0");
      case POSTGRESQL -> {
        askPostgres(socket, where);
        handshake(socket, context, "postgresql");
      }
    }
  }

  private static void askPostgres(Socket socket, String where) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(SSL_REQUEST_LENGTH);
    out.writeInt(SSL_REQUEST);
    out.flush();
    int answer = new DataInputStream(socket.getInputStream()).readUnsignedByte();
    if (answer != 'S') {
      throw new NoCertificateException(
          "The server at " + where + " does not encrypt. Set it up for TLS (ssl = on).");
    }
  }

  private static void handshake(Socket socket, SSLContext context, String protocol)
      throws IOException {
    try (SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "", socket.getPort(), false)) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {protocol});
      tls.setSSLParameters(parameters);
      tls.startHandshake();
    }
  }
}
