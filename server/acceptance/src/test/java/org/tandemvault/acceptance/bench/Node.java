package org.tandemvault.acceptance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A node of a running demo, as its administrator reaches it. Thread-safe. */
record Node(SSLSocketFactory sockets, String host, int port) {

  static final String OWN_PASSWORD = "bench-Own-Password-1";

  /** The node that {@code demo.properties} tells as {@code NAME.url}. */
  static Node of(Path demoFolder, String name) throws IOException, GeneralSecurityException {
    URI url = URI.create(property(demoFolder, name + ".url"));
    SSLSocketFactory sockets = trusting(Path.of(property(demoFolder, "ca.path")));
    return new Node(sockets, url.getHost(), url.getPort());
  }

  static String property(Path demoFolder, String key) {
    Properties demo = new Properties();
    try (var in = Files.newBufferedReader(demoFolder.resolve("demo.properties"))) {
      demo.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return demo.getProperty(key);
  }

  Connection connect() throws IOException {
    return new Connection(sockets, host, port);
  }

  static Connection.Answer post(Connection c, String path, String token, String body)
      throws IOException {
    return c.call("POST", path, token, "application/json", utf8(body));
  }

  static Connection.Answer get(Connection c, String path, String token) throws IOException {
    return c.call("GET", path, token, "", new byte[0]);
  }

  /** Signs in with this tool's own password. */
  static Connection.Answer signIn(Connection c, String user) throws IOException {
    return post(c, "/api/v1/sessions", "", credentials(user, OWN_PASSWORD));
  }

  /** A session's token; the first password becomes this tool's own. */
  static String signIn(Connection c, String user, String first) throws IOException {
    Connection.Answer own = signIn(c, user);
    if (own.status() == 201) {
      return own.field("token");
    }
    String token =
        post(c, "/api/v1/sessions", "", credentials(user, first)).expect(201).field("token");
    post(
            c,
            "/api/v1/me/password",
            token,
            "{\"current\":\"" + first + "\",\"next\":\"" + OWN_PASSWORD + "\"}")
        .expect(204);
    return signIn(c, user).expect(201).field("token");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String credentials(String user, String password) {
    return "{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}";
  }

  private static SSLSocketFactory trusting(Path ca) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(ca)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
