package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.crypto.certificate.CertificateAuthority;
import org.tandemvault.crypto.certificate.CertificateRequest;
import org.tandemvault.crypto.certificate.CertifiedKey;

final class SyslogSinkTest {

  private static final char[] PASSWORD = "for-this-test-only".toCharArray();

  @Test
  void anEventIsAMessageOfRfc5424() throws IOException {
    try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault());
        SyslogSink sink = new SyslogSink(local(server), "vault host")) {
      sink.deliver(List.of(event(1, Outcome.OK)));

      await().until(() -> server.messages().size() == 2);
      assertThat(server.messages().getFirst())
          .isEqualTo(
              "<110>1 2026-06-01T12:00:00.123456Z vaulthost tandem-vault - reveal"
                  + " [audit@32473 node=\"node-1\" seq=\"1\" actorId=\"0A\""
                  + " actor=\"an\\\"\\\\na\\]\" action=\"reveal\" targetType=\"account\""
                  + " targetId=\"0B\" target=\"db 1 Ä\uFFFD\" outcome=\"ok\" reason=\"why\""
                  + " client=\"10.0.0.1\" prevHash=\"p0\" hash=\"h1\"]"
                  + " \uFEFFan\"\\na] reveal db 1 Ä\uFFFD");
      assertThat(server.messages().get(1))
          .contains(
              "tandem-vault - chain-head [chain@32473 node=\"node-1\" seq=\"1\" hash=\"h1\"]");
      assertThat(sink.name()).isEqualTo("syslog");
    }
  }

  @Test
  void severityTellsTheOutcome() {
    assertThat(
            new String(
                SyslogMessage.ofEvent("h", event(1, Outcome.REFUSED)), StandardCharsets.UTF_8))
        .contains("<108>1 ");
    assertThat(
            new String(SyslogMessage.ofEvent("", event(1, Outcome.FAILED)), StandardCharsets.UTF_8))
        .contains("<107>1 2026-06-01T12:00:00.123456Z - tandem-vault");
  }

  @Test
  void oneConnectionCarriesManyBatches() throws IOException {
    try (SyslogServer server = new SyslogServer(ServerSocketFactory.getDefault());
        SyslogSink sink = new SyslogSink(local(server), "vault")) {
      for (long batch = 0; batch < 5; batch++) {
        long first = batch * 100 + 1;
        sink.deliver(
            LongStream.range(first, first + 100).mapToObj(n -> event(n, Outcome.OK)).toList());
      }

      await().until(() -> server.messages().size() == 505);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aServerThatIsGoneIsToldAndAfterItsReturnTheLastBatchComesAgain() throws IOException {
    SyslogServer first = new SyslogServer(ServerSocketFactory.getDefault());
    int port = first.port();
    try (SyslogSink sink = new SyslogSink(SyslogTarget.tcp("127.0.0.1", port), "vault")) {
      sink.deliver(List.of(event(1, Outcome.OK)));
      await().until(() -> first.messages().size() == 2);
      first.close();
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> sink.deliver(List.of(event(2, Outcome.OK))))
                      .isInstanceOf(IOException.class)
                      .hasMessageContaining("syslog 127.0.0.1:" + port));

      try (SyslogServer second = new SyslogServer(ServerSocketFactory.getDefault(), port)) {
        sink.deliver(List.of(event(2, Outcome.OK)));
        await().until(() -> second.messages().size() >= 4);
        assertThat(second.messages().getFirst()).contains("seq=\"1\"");
        assertThat(second.messages())
            .anyMatch(m -> m.contains("audit@32473 node=\"node-1\" seq=\"2\""));
      }
    }
  }

  @Test
  void overTlsTheServerIsTrustedByTheGivenStoreAndItsName() throws Exception {
    CertificateAuthority authority = authority();
    try (SyslogServer server = tlsServer(authority, "localhost");
        SyslogSink sink =
            new SyslogSink(
                SyslogTarget.tls("localhost", server.port(), trusting(authority)), "vault")) {
      sink.deliver(List.of(event(1, Outcome.OK)));
      sink.deliver(List.of(event(2, Outcome.OK)));

      await().until(() -> server.messages().size() == 4);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aServerOfAnotherAuthorityIsRefused() throws Exception {
    try (SyslogServer server = tlsServer(authority(), "localhost");
        SyslogSink sink =
            new SyslogSink(
                SyslogTarget.tls("localhost", server.port(), trusting(authority())), "vault")) {
      assertThatThrownBy(() -> sink.deliver(List.of(event(1, Outcome.OK))))
          .isInstanceOf(IOException.class);
      assertThat(server.messages()).isEmpty();
    }
  }

  @Test
  void aServerOfAnotherNameIsRefused() throws Exception {
    CertificateAuthority authority = authority();
    try (SyslogServer server = tlsServer(authority, "other.example");
        SyslogSink sink =
            new SyslogSink(
                SyslogTarget.tls("localhost", server.port(), trusting(authority)), "vault")) {
      assertThatThrownBy(() -> sink.deliver(List.of(event(1, Outcome.OK))))
          .isInstanceOf(IOException.class);
      assertThat(server.messages()).isEmpty();
    }
  }

  @Test
  void aTruststoreWithoutCertificatesIsRefusedAtOnce() throws Exception {
    KeyStore notLoaded = KeyStore.getInstance("PKCS12");

    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);

    assertThatThrownBy(() -> SyslogTarget.tls("localhost", 6514, notLoaded))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("truststore");
    assertThatThrownBy(() -> SyslogTarget.tls("localhost", 6514, empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no certificate");
  }

  private static SyslogTarget local(SyslogServer server) {
    return SyslogTarget.tcp("127.0.0.1", server.port());
  }

  private static CertificateAuthority authority() {
    return CertificateAuthority.create(
        "Test authority", Duration.ofDays(1), Clock.systemUTC(), new SecureRandom());
  }

  private static KeyStore trusting(CertificateAuthority authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", authority.certificate());
    return store;
  }

  private static SyslogServer tlsServer(CertificateAuthority authority, String name)
      throws GeneralSecurityException, IOException {
    CertifiedKey key =
        authority.issue(CertificateRequest.server(name, Set.of(name), Duration.ofDays(1)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = {key.certificate(), authority.certificate()};
    store.setKeyEntry("server", key.privateKey(), PASSWORD, chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new SyslogServer(context.getServerSocketFactory());
  }

  private static AuditEvent event(long seq, Outcome outcome) {
    AuditEntry entry =
        new AuditEntry(
            "0A",
            "an\"\\na]",
            AuditAction.REVEAL,
            new Target("account", "0B", "db\n1 Ä\uD800"),
            outcome,
            "why",
            "10.0.0.1");
    Instant at = Instant.parse("2026-06-01T12:00:00.123456Z");
    return new AuditEvent(new NodeId("node-1"), seq, at, entry, "p" + (seq - 1), "h" + seq);
  }
}
