package org.tandemvault.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.tandemvault.conf.ServerConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.certificate.CertificateFiles;

/**
 * Asks a node on this machine whether it can serve.
 *
 * <p>It connects to the local address and checks the certificate against the configured name, which
 * may lead elsewhere: to a virtual address or a load balancer.
 */
final class HealthProbe {
  private static final int MOST_CHARS = 16_384;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServerConf.Https https;
  private final Path authority;

  HealthProbe(VaultConf conf) {
    this.https = conf.server().https();
    this.authority = NodeFiles.ownAuthority(conf);
  }

  /**
   * What a node answers.
   *
   * @param status of HTTP; 0 if there was no answer
   * @param text the answer's text, or the reason why there is none
   */
  record Answer(int status, String text) {
    boolean ready() {
      return status == 200;
    }
  }

  /** Asks {@code /health/ready}. */
  Answer ask() {
    return ask("/health/ready");
  }

  Answer ask(String path) {
    String name = https.names().getFirst();
    try (Socket plain = new Socket()) {
      plain.connect(address(), (int) PATIENCE.toMillis());
      plain.setSoTimeout((int) PATIENCE.toMillis());
      try (SSLSocket socket =
          (SSLSocket) context().getSocketFactory().createSocket(plain, name, https.port(), true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return answer(socket, name, path);
      }
    } catch (IOException | GeneralSecurityException e) {
      return new Answer(0, String.valueOf(e.getMessage()));
    }
  }

  private static Answer answer(SSLSocket socket, String name, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    BufferedReader answer =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String[] words = String.valueOf(answer.readLine()).split(" ", 3);
    int status = words.length > 1 && words[1].matches("[0-9]{3}") ? Integer.parseInt(words[1]) : 0;
    char[] text = new char[MOST_CHARS];
    int length = 0;
    for (int n = answer.read(text); n > 0; n = answer.read(text, length, MOST_CHARS - length)) {
      length += n;
    }
    return new Answer(status, new String(text, 0, length));
  }

  private InetSocketAddress address() throws IOException {
    InetAddress bound = InetAddress.getByName(https.bindAddress());
    InetAddress local = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    return new InetSocketAddress(local, https.port());
  }

  /** Trusts the authority beside the key store, or else those that Java trusts. */
  private SSLContext context() throws GeneralSecurityException, IOException {
    if (!Files.exists(authority)) {
      return SSLContext.getDefault();
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, new char[0]);
    int number = 0;
    for (X509Certificate certificate : CertificateFiles.read(authority)) {
      trusted.setCertificateEntry("authority-" + number++, certificate);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new javax.net.ssl.KeyManager[0],
        trust.getTrustManagers(),
        new java.security.SecureRandom());
    return context;
  }
}
