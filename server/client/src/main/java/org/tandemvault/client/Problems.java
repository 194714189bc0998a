package org.tandemvault.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads refusals. */
final class Problems {

  private static final int UNAUTHENTICATED = 401;

  private Problems() {}

  /** What a server said; of an answer that is no problem in JSON, the status alone. */
  static RefusedException.Problem of(Reply reply) {
    JsonNode json = Json.tree(reply);
    String detail = json.path("detail").asText("");
    return new RefusedException.Problem(
        reply.status(),
        json.path("code").asText(""),
        detail.isEmpty() ? reply.server() + " answers " + reply.status() + "." : detail,
        elements(json.path("violations"))
            .map(v -> new RefusedException.Violation(text(v, "field"), text(v, "message")))
            .toList(),
        Optional.of(text(json, "primary")).filter(address -> !address.isEmpty()),
        elements(json.path("errors"))
            .map(e -> new RefusedException.RowError(e.path("row").asLong(), text(e, "message")))
            .toList(),
        retryAfter(reply));
  }

  static RefusedException refusal(Reply reply) {
    RefusedException.Problem problem = of(reply);
    return refusal(reply, advice(reply, problem));
  }

  static RefusedException refusal(Reply reply, String advice) {
    return new RefusedException(reply.server(), of(reply), advice);
  }

  private static String advice(Reply reply, RefusedException.Problem problem) {
    List<String> ofSignIn = List.of("invalid-credentials", "second-factor-needed", "locked");
    boolean withToken =
        reply.response().request().headers().firstValue("Authorization").isPresent();
    if (problem.status() == UNAUTHENTICATED && withToken && !ofSignIn.contains(problem.code())) {
      return "A session is good only on the node that opened it; an API token is good on all. This"
          + " was "
          + reply.server()
          + ".";
    }
    return problem
        .primary()
        .map(primary -> "The primary is " + primary + ": name it as a server.")
        .orElse("");
  }

  private static Optional<Duration> retryAfter(Reply reply) {
    return reply
        .response()
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return list.valueStream();
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText("");
  }
}
