package org.tandemvault.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What all servers tell everybody, asked at the same time. Thread-safe. */
final class Outlook {

  private final Switchboard.Line line;

  Outlook(Switchboard.Line line) {
    this.line = line;
  }

  List<ServerState> states() {
    var asked = new ArrayList<CompletableFuture<ServerState>>();
    for (URI server : line.servers().all()) {
      asked.add(
          page(server, Lookout.READS)
              .thenCombine(page(server, Lookout.WRITES), (reads, writes) -> state(reads, writes)));
    }
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<Told> page(URI server, String page) {
    return line.wire()
        .probe(server, page, line.timing().prefer())
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
