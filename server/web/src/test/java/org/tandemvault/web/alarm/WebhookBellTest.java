package org.tandemvault.web.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.crypto.Secret;
import org.tandemvault.web.rest.json.VaultJson;

final class WebhookBellTest {

  private final AtomicReference<JsonNode> posted = new AtomicReference<>();
  private final AtomicReference<String> authorization = new AtomicReference<>("");
  private final AtomicInteger status = new AtomicInteger(204);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext("/hook", this::take);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    posted.set(VaultJson.mapper().readTree(exchange.getRequestBody()));
    authorization.set(
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""));
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status.get(), -1);
    exchange.close();
  }

  @Test
  void theAlarmIsPostedAsJson() {
    try (WebhookBell bell = bell(Optional.empty())) {
      AlarmFixture.ring(bell);
    }

    JsonNode json = posted.get();
    assertThat(json.get("node").textValue()).isEqualTo("primary");
    assertThat(json.get("haStatus").textValue()).isEqualTo("Failed");
    assertThat(json.get("changes")).hasSize(2);
    assertThat(json.get("changes").get(1).get("what").textValue()).isEqualTo("high availability");
    assertThat(json.get("changes").get(1).get("remedy").textValue()).contains("Look at the link");
    assertThat(authorization.get()).isEmpty();
  }

  @Test
  void theTokenIsSent() {
    try (Secret token = Secret.ofUtf8("abc");
        WebhookBell bell = bell(Optional.of(token))) {
      AlarmFixture.ring(bell);
    }

    assertThat(authorization.get()).isEqualTo("Bearer abc");
  }

  @Test
  void anyOtherAnswerThanYesIsAFailureToTryAgain() {
    for (int refusal : new int[] {302, 404, 500}) {
      status.set(refusal);
      try (WebhookBell bell = bell(Optional.empty())) {
        assertThatThrownBy(() -> AlarmFixture.ring(bell))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("answered " + refusal);
      }
    }
  }

  private WebhookBell bell(Optional<Secret> token) {
    try {
      URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
      return new WebhookBell(url, token, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
