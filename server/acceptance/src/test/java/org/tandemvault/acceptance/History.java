package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tandemvault.acceptance.DemoRun.PRIMARY;
import static org.tandemvault.acceptance.DemoRun.STANDBY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One random history: people write on the primary and read on the standby while links are cut and
 * processes are killed, as a seed says. Then everything that was acknowledged must be there.
 *
 * <p>The seed fixes which faults come in which order and after how much work; how the threads meet
 * them is up to the machine.
 */
final class History {

  private static final int WRITERS = 3;
  private static final int READERS = 2;
  private static final int BREATH_MILLIS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final DemoRun demo;
  private final Tandem tandem;
  private final String token;
  private final long seed;
  private final Random random;
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final List<String> accounts = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  /** Account -> version -> value, all acknowledged. */
  private final Map<String, Map<Long, String>> written = new ConcurrentHashMap<>();

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  /** The reasons of acknowledged reveals, each given once. */
  private final List<String> revealed =
      java.util.Collections.synchronizedList(new ArrayList<String>());

  /** What goes wrong. */
  enum Fault {
    CUT,
    PRIMARY_DATABASE_KILLED,
    STANDBY_DATABASE_KILLED,
    PRIMARY_KILLED,
    STANDBY_KILLED,
    ALL_OF_THE_PRIMARY_KILLED
  }

  /** What happened in it. */
  record Outcome(List<Fault> faults, int writes, int reveals) {}

  History(DemoRun demo, String token, long seed) {
    this.demo = demo;
    this.tandem = new Tandem(demo);
    this.token = token;
    this.seed = seed;
    this.random = new Random(seed);
  }

  Outcome run() {
    prepare();
    ScheduledExecutorService people = people();
    try {
      int count = 1 + random.nextInt(3);
      for (int n = 0; n < count; n++) {
        awaitWork(20 + random.nextInt(60));
        suffer(Fault.values()[random.nextInt(Fault.values().length)]);
      }
      awaitWork(20);
    } finally {
      people.close();
    }
    assertThat(failures).as("what surprised people, seed " + seed).isEmpty();
    tandem.awaitStatus("Alive");
    tandem.awaitEqual();
    verify();
    return new Outcome(faults, acknowledged.get(), revealed.size());
  }

  private void prepare() {
    VaultClient primary = demo.client(PRIMARY).as(token);
    String resource =
        primary.post("/resources", Map.of("name", "history-" + seed)).expect(201).id();
    for (int n = 0; n < WRITERS; n++) {
      String id =
          primary
              .post(
                  "/resources/" + resource + "/accounts",
                  Map.of("login", "u" + n, "password", "first"))
              .expect(201)
              .id();
      accounts.add(id);
      written.put(id, new ConcurrentHashMap<>(Map.of(1L, "first")));
    }
    tandem.awaitEqual();
  }

  /** Each does one thing after the other, with a breath between them. */
  private ScheduledExecutorService people() {
    var people = Executors.newScheduledThreadPool(WRITERS + READERS);
    VaultClient primary = demo.client(PRIMARY).as(token);
    VaultClient standby = demo.client(STANDBY).as(token);
    for (String account : accounts) {
      var turn = new AtomicInteger();
      begin(people, () -> write(primary, account, turn.incrementAndGet()));
    }
    for (int n = 0; n < READERS; n++) {
      int reader = n;
      var turn = new AtomicInteger();
      begin(people, () -> read(standby, reader, turn.incrementAndGet()));
    }
    return people;
  }

  private void begin(ScheduledExecutorService people, Runnable turn) {
    people.scheduleWithFixedDelay(
        () -> {
          try {
            turn.run();
          } catch (UncheckedIOException notAnswered) {
            // a dead node; the next turn tries again
          } catch (RuntimeException | AssertionError e) {
            failures.add(e);
          }
        },
        0,
        BREATH_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private void write(VaultClient primary, String account, int turn) {
    String value = seed + "-" + turn;
    var answer = primary.put("/accounts/" + account + "/password", Map.of("password", value));
    if (answer.status() == 200) {
      written.get(account).put(answer.json().path("version").asLong(), value);
      acknowledged.incrementAndGet();
      answered.incrementAndGet();
    }
  }

  private void read(VaultClient standby, int reader, int turn) {
    String reason = seed + "/" + reader + "/" + turn;
    String account = accounts.get(turn % accounts.size());
    var answer = standby.post("/accounts/" + account + "/reveal", Map.of("reason", reason));
    if (answer.status() == 200) {
      revealed.add(reason);
      answered.incrementAndGet();
    }
  }

  private void suffer(Fault fault) {
    faults.add(fault);
    switch (fault) {
      case CUT -> {
        demo.link("cut");
        awaitWork(50 + random.nextInt(400));
        demo.link("heal");
      }
      case PRIMARY_DATABASE_KILLED -> demo.killDatabase(PRIMARY);
      case STANDBY_DATABASE_KILLED -> demo.killDatabase(STANDBY);
      case PRIMARY_KILLED -> killAndStart(PRIMARY);
      case STANDBY_KILLED -> killAndStart(STANDBY);
      case ALL_OF_THE_PRIMARY_KILLED -> {
        demo.kill(PRIMARY);
        demo.killDatabase(PRIMARY);
        demo.startAgain(PRIMARY);
      }
    }
  }

  private void killAndStart(String node) {
    demo.kill(node);
    demo.startAgain(node);
  }

  private void awaitWork(int more) {
    int enough = answered.get() + more;
    await("history " + seed + " to go on after " + faults)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> answered.get() >= enough);
  }

  private void verify() {
    for (String node : List.of(PRIMARY, STANDBY)) {
      VaultClient client = demo.client(node).as(token);
      written.forEach(
          (account, versions) -> {
            var last = versions.keySet().stream().max(Long::compare).orElseThrow();
            assertThat(versions(client, account))
                .as("versions of " + account + " on " + node + ", seed " + seed)
                .containsAll(versions.keySet());
            assertThat(value(client, account, last))
                .as("version " + last + " of " + account + " on " + node + ", seed " + seed)
                .isEqualTo(versions.get(last));
          });
    }
    tandem.awaitEqual();
    List<String> recorded = reasons(demo.client(PRIMARY).as(token));
    assertThat(recorded).as("reveals on record, seed " + seed).doesNotHaveDuplicates();
    assertThat(recorded).as("reveals on record, seed " + seed).containsAll(revealed);
    assertThat(Tandem.chains(demo.client(STANDBY).as(token)))
        .as("chains, seed " + seed)
        .isEqualTo(Tandem.chains(demo.client(PRIMARY).as(token)));
  }

  private static String value(VaultClient client, String account, long version) {
    return client
        .post("/accounts/" + account + "/reveal", Map.of("version", version, "reason", "checked"))
        .expect(200)
        .json()
        .path("password")
        .asText();
  }

  private static List<Long> versions(VaultClient client, String account) {
    var found = new ArrayList<Long>();
    client
        .everyItem("/accounts/" + account + "/history?limit=500")
        .forEach(item -> found.add(item.path("version").asLong()));
    return found;
  }

  /** The reasons of this history's reveals, as often as they are on record. */
  private List<String> reasons(VaultClient client) {
    var found = new ArrayList<String>();
    for (String account : accounts) {
      for (JsonNode event :
          client.everyItem("/audit?node=standby&action=reveal&target=" + account + "&limit=500")) {
        if (event.path("reason").asText().startsWith(seed + "/")) {
          found.add(event.path("reason").asText());
        }
      }
    }
    return found;
  }
}
