package org.tandemvault.acceptance;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What of a node a virtual address looks at, in a process of its own: {@code /ha/X} is 200 while
 * the file X is in its folder, and 503 without it.
 */
final class HealthStub {

  static final char[] PASSWORD = "not-a-secret".toCharArray();

  private HealthStub() {}

  /** Arguments: port, key store, folder. */
  public static void main(String[] words) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(Path.of(words[1]).toFile(), PASSWORD);
    KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
    shown.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(shown.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(words[0])), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    Path folder = Path.of(words[2]);
    server.createContext(
        "/ha/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/ha/".length());
          exchange.sendResponseHeaders(Files.exists(folder.resolve(name)) ? 200 : 503, -1);
          exchange.close();
        });
    server.start();
  }
}
