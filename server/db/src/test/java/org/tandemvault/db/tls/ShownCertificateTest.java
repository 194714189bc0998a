package org.tandemvault.db.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.crypto.certificate.CertificateFiles;
import org.tandemvault.crypto.certificate.CertifiedKey;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.ShownCertificate.Greeting;

class ShownCertificateTest {
  private static final String HOST = "127.0.0.1";

  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.empty();

  private final TestCertificates certificates = new TestCertificates();
  private final CertifiedKey key = certificates.good("db1", HOST);

  @Test
  void aServersCertificateComesThroughThePreLoginOfTds() {
    try (FakeTdsServer server = FakeTdsServer.start(key, Manner.USUAL)) {
      assertThat(ShownCertificate.of(Greeting.TDS, HOST, server.port())).isEqualTo(key.chain());
      assertThat(server.batches()).isEmpty();
    }
  }

  @Test
  void aServerOfTds8ShowsItsCertificateAtOnce() {
    try (FakeTdsServer server = FakeTdsServer.start(key, Manner.STRICT)) {
      assertThat(ShownCertificate.of(Greeting.TDS_STRICT, HOST, server.port()))
          .isEqualTo(key.chain());
    }
  }

  @Test
  void aServerThatDoesNotEncryptIsToldAsSuch() {
    try (FakeTdsServer server = FakeTdsServer.start(key, Manner.PLAIN)) {
      assertThatThrownBy(() -> ShownCertificate.of(Greeting.TDS, HOST, server.port()))
          .isInstanceOf(NoCertificateException.class)
          .hasMessageContaining("does not encrypt");
    }
  }

  @Test
  void somethingElseIsNotTakenForASqlServer() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      Thread.ofVirtual().start(() -> sayHello(other));

      assertThatThrownBy(() -> ShownCertificate.of(Greeting.TDS, HOST, other.getLocalPort()))
          .isInstanceOf(NoCertificateException.class)
          .hasMessageContaining("does not speak TDS");
    }
  }

  @Test
  void aPortWithNothingBehindItIsToldInOneSentence() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = free.getLocalPort();
    }

    assertThatThrownBy(() -> ShownCertificate.of(Greeting.TDS, HOST, port))
        .isInstanceOf(NoCertificateException.class)
        .hasMessageContaining("Check host, port, firewall");
  }

  @Test
  void postgreSqlShowsItsCertificateToo() {
    int port = DATABASE.address().port();
    X509Certificate authority =
        CertificateFiles.read(DATABASE.address().caFile().orElseThrow()).getFirst();

    List<X509Certificate> shown = ShownCertificate.of(Greeting.POSTGRESQL, HOST, port);

    assertThat(problem(shown, List.of(authority), HOST)).isEmpty();
    assertThat(problem(shown, List.of(key.certificate()), HOST).orElseThrow())
        .contains("does not know")
        .contains(CertificateFiles.fingerprint(shown.getFirst()));
  }

  @Test
  void expiredCertificatesAndOtherNamesAreToldAlsoWhenTheyAreTrusted() {
    List<X509Certificate> trusted = List.of(certificates.authority().certificate());

    assertThat(problem(certificates.expired("db1").chain(), trusted, "db1").orElseThrow())
        .contains("expired on");
    assertThat(problem(certificates.early("db1").chain(), trusted, "db1").orElseThrow())
        .contains("not valid before");
    assertThat(problem(key.chain(), trusted, "db2").orElseThrow())
        .contains("is for", "db1", "not for db2");
    assertThat(problem(certificates.good("*.corp.example").chain(), trusted, "db9.corp.example"))
        .isEmpty();
    assertThat(problem(certificates.good("*.corp.example").chain(), trusted, "a.b.corp.example"))
        .isPresent();
    assertThat(problem(key.chain(), List.of(key.certificate()), HOST)).isEmpty();
  }

  private static Optional<String> problem(
      List<X509Certificate> shown, List<X509Certificate> trusted, String host) {
    return CertificateFindings.problem(shown, trusted, Optional.of(host), Instant.now());
  }

  private static void sayHello(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().readNBytes(8);
    } catch (IOException gone) {
      // the other side has seen enough
    }
  }
}
