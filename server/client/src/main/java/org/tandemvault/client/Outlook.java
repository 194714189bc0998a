package org.tandemvault.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What all servers tell everybody, asked at the same time. One that is late is waited for as long
 * as none answers, and shortly after that. Thread-safe.
 */
final class Outlook {

  private static final Duration AFTER_THE_FIRST = Duration.ofSeconds(2);

  private final Switchboard.Line line;

  Outlook(Switchboard.Line line) {
    this.line = line;
  }

  List<ServerState> states() {
    var asked = new LinkedHashMap<URI, CompletableFuture<ServerState>>();
    for (URI server : line.servers().all()) {
      asked.put(
          server,
          page(server, Lookout.READS)
              .thenCombine(page(server, Lookout.WRITES), (reads, writes) -> state(reads, writes)));
    }
    awaitOneThatServes(asked.values());
    asked.forEach(
        (server, state) ->
            state.completeOnTimeout(
                silent(server), AFTER_THE_FIRST.toMillis(), TimeUnit.MILLISECONDS));
    return asked.values().stream().map(CompletableFuture::join).toList();
  }

  private static void awaitOneThatServes(Collection<CompletableFuture<ServerState>> asked) {
    var serving = new CompletableFuture<Boolean>();
    asked.forEach(
        state ->
            state.thenAccept(
                told -> {
                  if (told.reads()) {
                    serving.complete(true);
                  }
                }));
    CompletableFuture<Void> all = CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    CompletableFuture.anyOf(serving, all).join();
  }

  private static ServerState silent(URI server) {
    return new ServerState(server, false, false, "", "", Failure.SILENT.words());
  }

  private CompletableFuture<Told> page(URI server, String page) {
    return line.wire()
        .probe(server, page, line.timing().probe())
        .handle(
            (reply, thrown) -> {
              if (thrown != null) {
                return new Told(server, 0, Json.nothing(), Failure.of(thrown).words());
              }
              try (reply) {
                return new Told(server, reply.status(), Json.tree(reply), "");
              }
            });
  }

  private static ServerState state(Told reads, Told writes) {
    String trouble = reads.trouble();
    if (trouble.isEmpty() && reads.status() != 200) {
      trouble = "answers " + reads.status() + ": it can't serve";
    }
    return new ServerState(
        reads.server(),
        reads.status() == 200,
        writes.status() == 200,
        reads.json().path("haStatus").asText(""),
        reads.json().path("replicationStatus").asText(""),
        trouble);
  }

  private record Told(URI server, int status, JsonNode json, String trouble) {}
}
