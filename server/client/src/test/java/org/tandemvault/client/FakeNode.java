package org.tandemvault.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that speaks HTTPS and does as it is told. */
public final class FakeNode implements AutoCloseable {

  /** How it treats requests. */
  public enum Mood {
    WELL,
    /** Takes everything and never answers. */
    SILENT,
    /** Answers its public pages, not the calls. */
    SILENT_TO_CALLS,
    /** Hangs up when it has read a call. */
    HANGS_UP,
    /** 503 to everything. */
    UNAVAILABLE,
    /** A balancer whose node is gone. */
    BAD_GATEWAY
  }

  private final HttpsServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch silence = new CountDownLatch(1);
  private final AtomicInteger pages = new AtomicInteger();
  private final Map<String, Told> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final boolean primary;
  private volatile Mood mood = Mood.WELL;

  private FakeNode(HttpsServer server, boolean primary) {
    this.server = server;
    this.primary = primary;
  }

  public static FakeNode primary(TestAuthority authority) {
    return start(authority, "localhost", true);
  }

  public static FakeNode standby(TestAuthority authority) {
    return start(authority, "localhost", false);
  }

  static FakeNode start(TestAuthority authority, String name, boolean primary) {
    try {
      var address = new InetSocketAddress(InetAddress.getByName("localhost"), 0);
      HttpsServer server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(authority.server(name)));
      FakeNode node = new FakeNode(server, primary);
      server.setExecutor(node.workers);
      server.createContext("/", node::serve);
      server.start();
      node.answers("GET /api/v1/ha", 200, node.ha());
      return node;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  URI uri() {
    return URI.create(url());
  }

  public FakeNode is(Mood other) {
    mood = other;
    return this;
  }

  /** What a call gets, by method and path without query. */
  public FakeNode answers(String call, int status, String body) {
    answers.put(call, new Told(status, body, Map.of()));
    return this;
  }

  FakeNode redirects(String call, String where) {
    answers.put(call, new Told(307, "", Map.of("Location", where)));
    return this;
  }

  /** The calls it got so far, without its public pages and its own status. */
  public List<Asked> asked() {
    return asked.stream().filter(a -> !a.call().equals("GET /api/v1/ha")).toList();
  }

  /** How often its public pages were asked for. */
  int pages() {
    return pages.get();
  }

  /** Answers after all what it kept silent about. */
  void goOn() {
    silence.countDown();
  }

  /** From now on nobody listens here. */
  public void die() {
    silence.countDown();
    server.stop(0);
  }

  @Override
  public void close() {
    die();
    workers.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean page = path.startsWith("/ha/");
      String call = exchange.getRequestMethod() + " " + path;
      if (page) {
        pages.incrementAndGet();
      } else {
        asked.add(new Asked(call, query(exchange), token(exchange), text(body)));
      }
      answer(exchange, page, path, call);
    }
  }

  private void answer(HttpExchange exchange, boolean page, String path, String call)
      throws IOException {
    switch (mood) {
      case SILENT -> awaitEnd();
      case UNAVAILABLE -> send(exchange, new Told(503, "{\"detail\":\"not now\"}", Map.of()));
      case BAD_GATEWAY -> send(exchange, new Told(502, "<html>", Map.of()));
      case SILENT_TO_CALLS -> {
        if (page) {
          send(exchange, page(path));
        } else {
          awaitEnd();
          send(exchange, told(call));
        }
      }
      case HANGS_UP -> {
        if (page) {
          send(exchange, page(path));
        }
      }
      case WELL -> send(exchange, page ? page(path) : told(call));
    }
  }

  private Told told(String call) {
    return Optional.ofNullable(answers.get(call))
        .orElse(
            new Told(
                404,
                "{\"status\":404,\"code\":\"not-found\",\"detail\":\"There is no such thing.\"}",
                Map.of()));
  }

  private Told page(String path) {
    boolean good = primary || path.equals("/ha/readable");
    return new Told(
        good ? 200 : 503,
        "{\"status\":\"UP\",\"haStatus\":\"Alive\",\"replicationStatus\":\"Alive\"}",
        Map.of());
  }

  private String ha() {
    String peer =
        """
        {"node":"primary","role":"primary","url":"","haStatus":"Failed",
         "replicationStatus":"Failed","lastHeartbeatAt":null,"lagSeconds":9,"outbound":"Alive",
         "inbound":"Failed","since":null,"reason":"","remedy":"",
         "directions":{"outbound":{"status":"Alive","since":null,"reason":"","remedy":"",
           "lagSeconds":1.0},
           "inbound":{"status":"Failed","since":null,"reason":"","remedy":"","lagSeconds":7.2}}}
        """;
    return """
        {"node":"%s","role":"%s","haStatus":"%s","replicationStatus":"Alive","since":null,
         "reason":"","peers":[%s],"database":{},"lastDrill":null}
        """
        .formatted(
            primary ? "primary" : "standby",
            primary ? "primary" : "standby",
            primary ? "Alive" : "Failed",
            primary ? "" : peer);
  }

  private void awaitEnd() {
    try {
      silence.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, Told told) throws IOException {
    told.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(told.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String query(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
  }

  private static String token(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private record Told(int status, String body, Map<String, String> headers) {}

  /** A call it got. */
  public record Asked(String call, String query, String token, String body) {}
}
