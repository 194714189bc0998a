package org.tandemvault.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is asked of a server.
 *
 * @param path below the server's root, with its query
 * @param body made anew for each server that gets it
 * @param timeout for the whole answer
 */
record Call(
    String method,
    String path,
    Optional<String> type,
    Supplier<BodyPublisher> body,
    Duration timeout) {

  static final String API = "/api/v1";

  private static final Duration USUAL = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(10);

  static Call get(String path) {
    return new Call("GET", API + path, Optional.empty(), BodyPublishers::noBody, USUAL);
  }

  static Call delete(String path) {
    return new Call("DELETE", API + path, Optional.empty(), BodyPublishers::noBody, USUAL);
  }

  static Call json(String method, String path, byte[] body) {
    return new Call(
        method,
        API + path,
        Optional.of("application/json"),
        () -> BodyPublishers.ofByteArray(body),
        USUAL);
  }

  static Call csv(String path, Supplier<BodyPublisher> body) {
    return new Call("POST", API + path, Optional.of("text/csv"), body, LONG);
  }

  Call withLongTimeout() {
    return new Call(method, path, type, body, LONG);
  }
}
