package org.tandemvault.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A user of the REST interface, as a program outside would be. Thread-safe. */
final class VaultClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI base;
  private final Optional<String> token;

  private VaultClient(HttpClient http, URI base, Optional<String> token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  static VaultClient of(URI base, Path ca) {
    HttpClient http =
        HttpClient.newBuilder()
            .sslContext(trusting(ca))
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return new VaultClient(http, base, Optional.empty());
  }

  /** The same client with this bearer token. */
  VaultClient as(String bearer) {
    return new VaultClient(http, base, Optional.of(bearer));
  }

  /** Signs in and, where the first password must be changed, changes it to {@code next}. */
  VaultClient signedIn(String user, String password, String next) {
    Answer first = post("/sessions", Map.of("username", user, "password", password));
    first.expect(201);
    VaultClient session = as(first.json().path("token").asText());
    if (first.json().path("mustChangePassword").asBoolean()) {
      session.post("/me/password", Map.of("current", password, "next", next)).expect(204);
      Answer again = post("/sessions", Map.of("username", user, "password", next));
      return as(again.expect(201).json().path("token").asText());
    }
    return session;
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  /** The origin of this node's own pages. */
  String origin() {
    return "https://" + base.getAuthority();
  }

  /** The status that answers a WebSocket's handshake from a page of that origin. */
  int handshake(String path, String origin) {
    URI address = URI.create("wss" + request(path).build().uri().toString().substring(5));
    try {
      http.newWebSocketBuilder()
          .header("Origin", origin)
          .buildAsync(address, new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException answered) {
        return answered.getResponse().statusCode();
      }
      throw refused;
    }
  }

  /** All items of a list, page by page; the path has a query already. */
  List<JsonNode> everyItem(String path) {
    var items = new ArrayList<JsonNode>();
    String cursor = "";
    do {
      JsonNode page = get(path + cursor).expect(200).json();
      page.path("items").forEach(items::add);
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asText();
    } while (!cursor.isEmpty());
    return items;
  }

  Answer post(String path, Object body) {
    return send(request(path).header("Content-Type", "application/json").POST(json(body)));
  }

  Answer put(String path, String etag, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", etag)
            .PUT(json(body)));
  }

  Answer put(String path, Object body) {
    return send(request(path).header("Content-Type", "application/json").PUT(json(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer postRaw(String path, String type, String body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /** A request to a path below {@code /api/v1}, or to the root if it starts with {@code //}. */
  HttpRequest.Builder request(String path) {
    String whole = path.startsWith("//") ? path.substring(1) : "/api/v1" + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(whole)).timeout(Duration.ofSeconds(60));
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return request;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpRequest built = request.build();
      return new Answer(built, http.send(built, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SSLContext trusting(Path ca) {
    try (var in = Files.newInputStream(ca)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int n = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + n++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("can't trust " + ca, e);
    }
  }

  /** What came back. */
  record Answer(HttpRequest request, HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      try {
        return body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    ObjectNode object() {
      return (ObjectNode) json();
    }

    String id() {
      return json().path("id").asText();
    }

    /** This answer, if it has the status; the error names method, path and code, not the body. */
    Answer expect(int status) {
      if (status() != status) {
        throw new AssertionError(
            request.method()
                + " "
                + request.uri().getPath()
                + " answered "
                + status()
                + " ("
                + json().path("code").asText()
                + ": "
                + json().path("detail").asText()
                + ") and not "
                + status);
      }
      return this;
    }
  }
}
