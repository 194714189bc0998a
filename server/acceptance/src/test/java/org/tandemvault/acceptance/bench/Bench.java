package org.tandemvault.acceptance.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Fills a running demo with resources and measures it; prints a Markdown table.
 *
 * <p>Arguments: the demo's data folder, how many resources (default 100000), seconds per
 * measurement (default 10). The admin's password becomes a fixed one of this tool, so use it on a
 * demo made for it.
 */
public final class Bench {

  private static final int BATCH = 10_000;
  private static final int WARM_UPS = 2;

  private final Node node;
  private final int seconds;

  private Bench(Node node, int seconds) {
    this.node = node;
    this.seconds = seconds;
  }

  /** See the class. */
  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println("usage: bench DEMO_FOLDER [RESOURCES] [SECONDS]");
      System.exit(2);
    }
    Path demo = Path.of(args[0]);
    int resources = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    new Bench(Node.of(demo, "primary"), seconds)
        .run(Node.property(demo, "admin.user"), Node.property(demo, "admin.password"), resources);
    Path database = demo.resolve("primary").toRealPath();
    System.out.printf(
        "%nMemory afterwards (PSS): node %d MiB, its database %d MiB%n",
        Footprint.process(Node.property(demo, "primary.pid")), Footprint.workingIn(database));
  }

  private void run(String user, String password, int resources) throws Exception {
    try (Connection c = node.connect()) {
      String token = Node.signIn(c, user, password);
      double imported = fill(c, token, resources);
      List<String> accounts = someAccounts(c, token, 2_000);
      warmUp(token, accounts);
      System.out.println("| what | connections | rate | p50 | p95 | p99 | target |");
      System.out.println("|---|---|---|---|---|---|---|");
      for (int threads : new int[] {1, 8, 32}) {
        print("reveal", reveal(threads, token, accounts), ">= 3000/s, p99 <= 20 ms at 32");
      }
      for (int threads : new int[] {1, 8, 32}) {
        print("store", store(threads, token, accounts), ">= 1500/s, p99 <= 40 ms at 32");
      }
      print("first page", get(1, token, n -> "/api/v1/resources?limit=50"), "p95 <= 20 ms");
      print("search", get(1, token, n -> "/api/v1/resources?q=" + word(n)), "p95 <= 30 ms");
      print("search", get(8, token, n -> "/api/v1/resources?q=" + word(n)), "");
      print("sign-in", signIns(4, user), ">= 40/s");
      if (imported > 0) {
        System.out.printf(
            Locale.ROOT,
            "| import of 10,000 rows | 1 | median %.1f s | | | | <= 5 s |%n",
            imported);
      }
    }
  }

  /** A node compiles its busiest parts in its first minute; people meet it after that. */
  private void warmUp(String token, List<String> accounts) throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      reveal(8, token, accounts);
      store(8, token, accounts);
      get(8, token, n -> "/api/v1/resources?q=" + word(n));
    }
  }

  private static void print(String name, Load.Result result, String target) {
    System.out.println(result.row(name, target));
  }

  private Load.Result reveal(int threads, String token, List<String> accounts) throws Exception {
    return Load.run(
        threads,
        seconds,
        t ->
            worker(
                (c, n) ->
                    Node.post(
                        c,
                        "/api/v1/accounts/" + any(accounts) + "/reveal",
                        token,
                        "{\"reason\":\"bench\"}")));
  }

  private Load.Result store(int threads, String token, List<String> accounts) throws Exception {
    return Load.run(
        threads,
        seconds,
        t ->
            worker(
                (c, n) ->
                    c.call(
                        "PUT",
                        "/api/v1/accounts/"
                            + accounts.get((int) (n % accounts.size()))
                            + "/password",
                        token,
                        "application/json",
                        Node.utf8("{\"password\":\"bench-value-" + n + "\"}"))));
  }

  private Load.Result get(int threads, String token, java.util.function.LongFunction<String> path)
      throws Exception {
    return Load.run(
        threads,
        seconds,
        t -> worker((c, n) -> c.call("GET", path.apply(n), token, "", new byte[0])));
  }

  private Load.Result signIns(int threads, String user) throws Exception {
    return Load.run(threads, seconds, t -> worker((c, n) -> Node.signIn(c, user)));
  }

  /** Imports what is missing; the median seconds of a batch, 0 if nothing was missing. */
  private double fill(Connection c, String token, int resources) throws IOException {
    var times = new ArrayList<Double>();
    int there =
        c.call("GET", "/api/v1/resources?q=bench-last-" + resources, token, "", new byte[0])
                .body()
                .contains("\"id\"")
            ? resources
            : 0;
    for (int from = there; from < resources; from += BATCH) {
      var csv =
          new StringBuilder("resource,type,address,folder,description,login,password,notes\n");
      for (int i = from; i < Math.min(from + BATCH, resources); i++) {
        String name = (i == resources - 1 ? "bench-last-" + resources : word(i) + "-" + i);
        csv.append(name)
            .append(",linux,10.")
            .append(i >> 16 & 255)
            .append('.')
            .append(i >> 8 & 255)
            .append('.')
            .append(i & 255)
            .append(",Bench/")
            .append(i % 20)
            .append(",Rack ")
            .append(i % 97)
            .append(",root,initial-")
            .append(i)
            .append(",\n");
      }
      long start = System.nanoTime();
      c.call("POST", "/api/v1/import", token, "text/csv", Node.utf8(csv.toString())).expect(200);
      times.add((System.nanoTime() - start) / 1e9);
    }
    times.sort(null);
    return times.isEmpty() ? 0 : times.get(times.size() / 2);
  }

  private static List<String> someAccounts(Connection c, String token, int wanted)
      throws IOException {
    var accounts = new ArrayList<String>();
    var ids = Pattern.compile("\"id\"\\s*:\\s*\"([0-9A-Z]{13})\"");
    String cursor = "";
    while (accounts.size() < wanted) {
      Connection.Answer page =
          c.call("GET", "/api/v1/resources?limit=500" + cursor, token, "", new byte[0]).expect(200);
      var found = ids.matcher(page.body());
      while (found.find() && accounts.size() < wanted) {
        Connection.Answer list =
            c.call(
                "GET", "/api/v1/resources/" + found.group(1) + "/accounts", token, "", new byte[0]);
        if (!list.field("id").isEmpty()) {
          accounts.add(list.field("id"));
        }
      }
      if (page.field("next").isEmpty()) {
        break;
      }
      cursor = "&cursor=" + page.field("next");
    }
    return accounts;
  }

  private static final String[] WORDS = {
    "db", "web", "mail", "proxy", "backup", "switch", "router", "ldap", "build", "vpn", "nas",
        "san",
    "erp", "crm", "wiki", "git", "ci", "dns", "ntp", "log", "mon", "auth", "cache", "queue"
  };

  private static String word(long n) {
    return WORDS[(int) (n % WORDS.length)] + "-" + Long.toString(Math.floorMod(n * 7919, 1296), 36);
  }

  private static String any(List<String> accounts) {
    return accounts.get(ThreadLocalRandom.current().nextInt(accounts.size()));
  }

  private interface Call {
    Connection.Answer call(Connection c, long n) throws IOException;
  }

  private Load.Worker worker(Call call) throws IOException {
    Connection connection = node.connect();
    return new Load.Worker() {
      @Override
      public void call(long n) throws IOException {
        Connection.Answer answer = call.call(connection, n);
        if (answer.status() >= 300) {
          throw new IOException("answered " + answer.status() + ": " + answer.field("detail"));
        }
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }
}
