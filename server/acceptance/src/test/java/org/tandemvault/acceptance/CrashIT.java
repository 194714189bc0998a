package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server and its database with -9 while people write, and looks what is left. */
final class CrashIT {

  private static final String ADMIN = "own-Admin-pass-1";
  private static final int KILLS = 20;

  /** Every fourth kill is the server's; the others are PostgreSQL's. */
  private static final int EVERY = 4;

  private static final int WRITERS = 4;

  /** Acknowledged: account -> version -> value. */
  private final Map<String, Map<Long, String>> acknowledged = new ConcurrentHashMap<>();

  @Test
  void killingServerAndDatabaseLosesNoAcknowledgedWriteAndNoAuditEvent(@TempDir Path folder)
      throws Exception {
    var random = new Random(20);
    try (DemoRun demo = DemoRun.start(folder)) {
      String token = prepare(demo.admin(ADMIN));
      for (int kill = 0; kill < KILLS; kill++) {
        long before = writes();
        var stop = new AtomicBoolean();
        List<Thread> writers = startWriters(demo.client().as(token), stop, kill);
        long enough = before + 20 + random.nextInt(60);
        await("writes before kill " + kill)
            .atMost(Duration.ofSeconds(60))
            .until(() -> writes() >= enough);
        boolean server = kill % EVERY == EVERY - 1;
        if (server) {
          demo.killPrimary();
        } else {
          demo.killDatabase();
        }
        stop.set(true);
        for (Thread writer : writers) {
          writer.join();
        }
        if (server) {
          demo.startAgain(DemoRun.PRIMARY);
        }
        awaitReady(demo);
        verify(demo, token, kill);
      }
      verifyEveryValue(demo.client().as(token));
    }
  }

  private String prepare(VaultClient admin) {
    String resource = admin.post("/resources", Map.of("name", "crash")).expect(201).id();
    for (int i = 0; i < WRITERS; i++) {
      String account =
          admin
              .post(
                  "/resources/" + resource + "/accounts",
                  Map.of("login", "u" + i, "password", "first"))
              .expect(201)
              .id();
      acknowledged.put(account, new ConcurrentHashMap<>(Map.of(1L, "first")));
    }
    return admin
        .post("/tokens", Map.of("name", "t", "scopes", List.of("read", "reveal", "write", "admin")))
        .expect(201)
        .json()
        .path("token")
        .asText();
  }

  private List<Thread> startWriters(VaultClient client, AtomicBoolean stop, int round) {
    var threads = new ArrayList<Thread>();
    for (String account : acknowledged.keySet()) {
      threads.add(Thread.ofVirtual().start(() -> write(client, account, stop, round)));
    }
    return threads;
  }

  private void write(VaultClient client, String account, AtomicBoolean stop, int round) {
    for (int n = 0; !stop.get(); n++) {
      String value = "r" + round + "-" + n;
      try {
        var answer = client.put("/accounts/" + account + "/password", Map.of("password", value));
        if (answer.status() == 200) {
          acknowledged.get(account).put(answer.json().path("version").asLong(), value);
        }
      } catch (java.io.UncheckedIOException e) {
        return;
      }
    }
  }

  private long writes() {
    return acknowledged.values().stream().mapToLong(Map::size).sum();
  }

  private static void awaitReady(DemoRun demo) {
    await("the node to be ready again")
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(() -> demo.client().get("//health/ready").status() == 200);
  }

  private void verify(DemoRun demo, String token, int kill) {
    VaultClient client = demo.client().as(token);
    JsonNode chains = client.get("/audit/verify").expect(200).json();
    assertThat(chains.path("ok").asBoolean()).as("chains after kill " + kill).isTrue();
    Map<String, Long> audited = auditedChanges(client);
    for (var account : acknowledged.entrySet()) {
      Map<Long, String> history = history(client, account.getKey());
      assertThat(history.keySet())
          .as("versions of " + account.getKey() + " after kill " + kill)
          .containsAll(account.getValue().keySet());
      assertThat(audited.get(account.getKey()))
          .as("one audit event for each version of " + account.getKey())
          .isEqualTo(history.size() - 1L);
    }
  }

  private static Map<String, Long> auditedChanges(VaultClient client) {
    var counts = new HashMap<String, Long>();
    client
        .everyItem("/audit?action=password-change&limit=500")
        .forEach(e -> counts.merge(e.path("target").path("id").asText(), 1L, Long::sum));
    return counts;
  }

  private static Map<Long, String> history(VaultClient client, String account) {
    var versions = new TreeMap<Long, String>();
    client
        .everyItem("/accounts/" + account + "/history?limit=500")
        .forEach(v -> versions.put(v.path("version").asLong(), v.path("changedBy").asText()));
    return versions;
  }

  private void verifyEveryValue(VaultClient client) {
    acknowledged.forEach(
        (account, versions) ->
            versions.forEach(
                (version, value) ->
                    assertThat(
                            client
                                .post(
                                    "/accounts/" + account + "/reveal", Map.of("version", version))
                                .expect(200)
                                .json()
                                .path("password")
                                .asText())
                        .as("version " + version + " of " + account)
                        .isEqualTo(value)));
  }
}
