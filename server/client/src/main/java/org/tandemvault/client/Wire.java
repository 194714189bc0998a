package org.tandemvault.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** Sends one request to one server, one time: no redirects, no repeats. Thread-safe. */
final class Wire implements AutoCloseable {

  private final HttpClient http;

  Wire(SSLContext trust, Duration connect) {
    this.http =
        HttpClient.newBuilder()
            .sslContext(trust)
            .connectTimeout(connect)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** A public page, without a token. */
  CompletableFuture<Reply> probe(URI server, String path, Duration timeout) {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).timeout(timeout).build();
    return send(server, request);
  }

  /** A call, with the token for that server if there is one. */
  CompletableFuture<Reply> send(URI server, Call call, Optional<SecretChars> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(call.path()))
            .timeout(call.timeout())
            .method(call.method(), new Once(call.body().get()));
    call.type().ifPresent(type -> request.header("Content-Type", type));
    token.ifPresent(t -> request.header("Authorization", t.use(Wire::bearer)));
    return send(server, request.build());
  }

  private CompletableFuture<Reply> send(URI server, HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(response -> new Reply(server, response));
  }

  /** The HTTP client takes headers as text only. */
  private static String bearer(char[] token) {
    return "Bearer " + String.valueOf(token);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
