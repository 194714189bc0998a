package org.tandemvault.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures a demo's primary and standby together: how far the standby is behind, how soon a cut, a
 * healed link and a dead primary are noticed, how soon the standby reveals. Prints Markdown tables.
 *
 * <p>Arguments: the project's folder, the demo's data folder, how many cuts and kills (default 5),
 * then the arguments of {@code bin/demo.sh} that start the demo. The standby must be one for
 * emergencies.
 */
public final class Pair {

  private static final int WRITES = 500;
  private static final int CONNECTIONS = 32;
  private static final int SECONDS = 10;
  private static final long POLL = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(180);

  private final Path project;
  private final Path data;
  private final List<String> start;
  private final Node primary;
  private final Node standby;
  private final String user;
  private String account = "";

  private Pair(Path project, Path data, List<String> start) throws Exception {
    this.project = project;
    this.data = data;
    this.start = start;
    this.primary = Node.of(data, "primary");
    this.standby = Node.of(data, "standby");
    this.user = Node.property(data, "admin.user");
  }

  /** See the class. */
  public static void main(String[] args) throws Exception {
    if (args.length < 3) {
      System.err.println("usage: pair PROJECT DEMO_FOLDER ROUNDS [OPTION OF demo.sh...]");
      System.exit(2);
    }
    new Pair(Path.of(args[0]), Path.of(args[1]), List.of(args).subList(3, args.length))
        .run(Integer.parseInt(args[2]));
  }

  private void run(int rounds) throws Exception {
    String token;
    try (Connection c = primary.connect()) {
      token = Node.signIn(c, user, Node.property(data, "admin.password"));
      account = makeAccount(c, token);
    }
    link("cut");
    awaitBoth("Failed");
    String onStandby = awaitSignIn();
    link("heal");
    awaitBoth("Alive");

    System.out.println("| what | connections | rate | p50 | p95 | p99 | target |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int i = 0; i < 2; i++) {
      reveals(primary, token);
      reveals(standby, onStandby);
    }
    System.out.println(reveals(primary, token).row("reveal on the primary, standby following", ""));
    System.out.println(
        reveals(standby, onStandby).row("reveal on the standby", ">= 90 % of the primary's"));

    System.out.println();
    System.out.println("| what | times | p50 | p99 | most | target |");
    System.out.println("|---|---|---|---|---|---|");
    System.out.println(lag(token, onStandby).row("acknowledged write visible on the standby", ""));
    System.out.println(
        underLoad(token, onStandby)
            .row("the same while " + CONNECTIONS + " connections reveal", "p99 <= 50 ms"));
    cuts(rounds);
    kills(rounds);
  }

  private static String makeAccount(Connection c, String token) throws IOException {
    String resource =
        Node.post(c, "/api/v1/resources", token, "{\"name\":\"bench-pair\"}")
            .expect(201)
            .field("id");
    return Node.post(
            c,
            "/api/v1/resources/" + resource + "/accounts",
            token,
            "{\"login\":\"root\",\"password\":\"first\"}")
        .expect(201)
        .field("id");
  }

  private Load.Result reveals(Node node, String token) throws Exception {
    return Load.run(CONNECTIONS, SECONDS, t -> revealing(node, token));
  }

  private Load.Worker revealing(Node node, String token) throws IOException {
    Connection connection = node.connect();
    return new Load.Worker() {
      @Override
      public void call(long n) throws IOException {
        reveal(connection, token).expect(200);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }

  private Connection.Answer reveal(Connection c, String token) throws IOException {
    return Node.post(c, "/api/v1/accounts/" + account + "/reveal", token, "{\"reason\":\"bench\"}");
  }

  /** From a write's acknowledgement until the standby's REST answers with it. */
  private Samples lag(String token, String onStandby) throws IOException {
    var samples = new Samples();
    try (Connection writer = primary.connect();
        Connection reader = standby.connect()) {
      for (int i = 0; i < WRITES; i++) {
        String written =
            number(
                writer
                    .call(
                        "PUT",
                        "/api/v1/accounts/" + account + "/password",
                        token,
                        "application/json",
                        Node.utf8("{\"password\":\"lag-" + i + "\"}"))
                    .expect(200),
                "version");
        long from = System.nanoTime();
        while (!number(
                Node.get(reader, "/api/v1/accounts/" + account, onStandby), "passwordVersion")
            .equals(written)) {
          if (System.nanoTime() - from > PATIENCE) {
            throw new IllegalStateException("a write does not come to the standby");
          }
        }
        samples.add(System.nanoTime() - from);
      }
    }
    return samples;
  }

  private Samples underLoad(String token, String onStandby) throws Exception {
    var done = new AtomicBoolean();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Load.Worker worker = revealing(primary, token)) {
                      while (!done.get()) {
                        worker.call(0);
                      }
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    try {
      return lag(token, onStandby);
    } finally {
      done.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private void cuts(int rounds) throws Exception {
    var failed = new Samples();
    var alive = new Samples();
    for (int i = 0; i < rounds; i++) {
      long cut = System.nanoTime();
      link("cut");
      failed.add(awaitBoth("Failed") - cut);
      long healed = System.nanoTime();
      link("heal");
      alive.add(awaitBoth("Alive") - healed);
    }
    System.out.println(
        failed.row("link cut until both nodes say Failed, both statuses", "<= 15 s"));
    System.out.println(
        alive.row("link healed until both nodes say Alive, both statuses", "<= 15 s"));
  }

  private void kills(int rounds) throws Exception {
    var noticed = new Samples();
    var revealed = new Samples();
    for (int i = 0; i < rounds; i++) {
      long pid = Long.parseLong(Node.property(data, "primary.pid"));
      long killed = System.nanoTime();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      String token = awaitSignIn();
      try (Connection c = standby.connect()) {
        reveal(c, token).expect(200);
      }
      revealed.add(System.nanoTime() - killed);
      noticed.add(await(() -> says(standby, "Failed")) - killed);
      restart();
      awaitBoth("Alive");
    }
    System.out.println(noticed.row("primary killed until the standby says Failed", "<= 5 s"));
    System.out.println(
        revealed.row(
            "primary killed until somebody signed in on the standby and revealed",
            "<= 5 s, better 2 s"));
  }

  private void restart() throws IOException {
    var command = new ArrayList<>(List.of(project.resolve("bin/demo.sh").toString()));
    command.addAll(start);
    command.addAll(List.of("--node", "primary"));
    Path out = data.resolveSibling("restarted");
    Files.write(out, List.of(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    await(() -> Files.readAllLines(out).contains("Ready") || !process.isAlive());
  }

  private String awaitSignIn() throws IOException {
    var token = new String[] {""};
    await(
        () -> {
          try (Connection c = standby.connect()) {
            Connection.Answer answer = Node.signIn(c, user);
            token[0] = answer.status() == 201 ? answer.field("token") : "";
            return answer.status() == 201;
          }
        });
    return token[0];
  }

  private long awaitBoth(String status) throws IOException {
    return await(() -> says(primary, status) && says(standby, status));
  }

  private static boolean says(Node node, String status) throws IOException {
    try (Connection c = node.connect()) {
      Connection.Answer answer = Node.get(c, "/ha/readable", "");
      return answer.field("haStatus").equals(status)
          && answer.field("replicationStatus").equals(status);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * When it held first, in {@link System#nanoTime}; a node that can't be reached is asked again.
   */
  private static long await(Condition condition) throws IOException {
    long from = System.nanoTime();
    while (true) {
      try {
        if (condition.holds()) {
          return System.nanoTime();
        }
      } catch (IOException unreachable) {
        if (System.nanoTime() - from > PATIENCE) {
          throw unreachable;
        }
      }
      if (System.nanoTime() - from > PATIENCE) {
        throw new IllegalStateException("waited for " + PATIENCE / 1_000_000_000 + " s in vain");
      }
      LockSupport.parkNanos(POLL);
    }
  }

  private void link(String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                project.resolve("bin/demo-link.sh").toString(), "--data", data.toString(), what)
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("demo-link " + what + " failed");
    }
  }

  private static String number(Connection.Answer answer, String name) {
    var found =
        java.util.regex.Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(answer.body());
    return found.find() ? found.group(1) : "";
  }
}
