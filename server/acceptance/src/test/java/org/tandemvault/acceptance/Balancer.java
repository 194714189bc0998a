package org.tandemvault.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The real HAProxy with a configuration of {@code ha-pack/haproxy}, before the nodes of a demo. */
final class Balancer implements AutoCloseable {

  private final Process process;
  private final URI url;

  private Balancer(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static boolean isHere() {
    try {
      return new ProcessBuilder("haproxy", "-v")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param certificate PEM with certificate and key, for the one that ends TLS itself
   */
  static Balancer start(DemoRun demo, String name, Path folder, Path certificate)
      throws IOException {
    int port = DemoRun.freePort();
    String text = Files.readString(DemoRun.project().resolve("ha-pack/haproxy/" + name + ".cfg"));
    text =
        text.replace("bind :443", "bind 127.0.0.1:" + port)
            .replace("/etc/haproxy/vault-ca.pem", demo.property("ca.path"))
            .replace("/etc/haproxy/vault-balancer.pem", certificate.toString())
            .replace("192.0.2.11:7272", "127.0.0.1:" + demo.url(DemoRun.PRIMARY).getPort())
            .replace("192.0.2.12:7272", "127.0.0.1:" + demo.url(DemoRun.STANDBY).getPort())
            .replaceAll("verifyhost \\S+", "verifyhost localhost");
    Path conf = Files.writeString(folder.resolve(name + ".cfg"), text);
    Process process =
        new ProcessBuilder("haproxy", "-f", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    await(name + " to listen")
        .atMost(Duration.ofSeconds(30))
        .until(() -> listens(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(
          Files.readString(folder.resolve(name + ".log"), StandardCharsets.UTF_8));
    }
    return new Balancer(process, URI.create("https://localhost:" + port));
  }

  private static boolean listens(int port) {
    try (var socket = new java.net.Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  URI url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
