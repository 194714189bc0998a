package org.tandemvault.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.tandemvault.web.rest.gate.StandbyGate;
import org.tandemvault.web.rest.gate.VaultMetrics;

/** Routes in a small HTTP server on a free port of this machine, and a client for them. */
public final class RestServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RestServer(HttpServer server) {
    this.server = server;
  }

  /** The vault's own routes. */
  public static RestServer of(TestVault vault) {
    return of(vault.routes, vault);
  }

  /** These routes in the frame of a vault. */
  public static RestServer of(List<Object> routes, TestVault vault) {
    var config = new ResourceConfig();
    config.addProperties(VaultApi.settings());
    var standby = new StandbyGate(vault.node, vault.access());
    VaultApi.frame(vault.signIn, standby, new VaultMetrics(vault.trail, vault.ha))
        .forEach(config::register);
    routes.forEach(config::register);
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/api/v1/"), config, false);
    server.getServerConfiguration().setAllowPayloadForUndefinedHttpMethods(true);
    try {
      server.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new RestServer(server);
  }

  /** A call without a body. */
  public Answer call(String method, String path, Map<String, String> headers) {
    return send(request(method, path, headers).method(method, BodyPublishers.noBody()));
  }

  /** A call with a body of a media type. */
  public Answer call(
      String method, String path, Map<String, String> headers, String mediaType, String body) {
    HttpRequest.Builder request = request(method, path, headers);
    request.header("Content-Type", mediaType);
    return send(request.method(method, BodyPublishers.ofString(body)));
  }

  /** A call whose body comes in pieces, of a length that is not told. */
  public Answer chunked(String path, String mediaType, Iterable<byte[]> pieces) {
    HttpRequest.Builder request = request("POST", path, Map.of());
    request.header("Content-Type", mediaType);
    return send(request.method("POST", BodyPublishers.ofByteArrays(pieces)));
  }

  private HttpRequest.Builder request(String method, String path, Map<String, String> headers) {
    int port = server.getListeners().iterator().next().getPort();
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
    headers.forEach(request::header);
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + response.body(), e);
      }
    }

    /** A field's text; empty if it is null or not there. */
    public String text(String field) {
      return json().path(field).asText("");
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** The status and, of a problem, the code: {@code 404 not-found}. */
    public String outcome() {
      boolean problem = header("Content-Type").orElse("").startsWith("application/problem+json");
      return problem ? status() + " " + text("code") : Integer.toString(status());
    }

    /** The fields that are to blame. */
    public List<String> blamed() {
      return json().path("violations").findValuesAsText("field");
    }
  }
}
