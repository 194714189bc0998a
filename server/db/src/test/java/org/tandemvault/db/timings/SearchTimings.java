package org.tandemvault.db.timings;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.core.resource.ResourceQuery;
import org.tandemvault.core.shared.AccountId;
import org.tandemvault.core.shared.FolderId;
import org.tandemvault.core.shared.PageRequest;
import org.tandemvault.core.shared.ResourceId;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.db.FreshDatabase;
import org.tandemvault.db.resource.JdbiAccounts;
import org.tandemvault.db.resource.JdbiFolders;
import org.tandemvault.db.resource.JdbiResources;

/**
 * Prints how long the hot queries take on the bundled PostgreSQL; asserts nothing. Not part of the
 * test run: {@code mvn -pl server/db -am test -Dtest=SearchTimings
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtimings.resources=100000}; the figures are in
 * target/timings.txt.
 */
class SearchTimings {
  @RegisterExtension static final FreshDatabase DATABASE = FreshDatabase.withTables();

  private static final int ROUNDS = 50;
  private static final String[] USERS = {
    "", "all by group", "all direct", "ten", "one in 20", "last tenth", "one folder"
  };

  private final JdbiResources resources = new JdbiResources();
  private final JdbiFolders folders = new JdbiFolders();
  private final JdbiAccounts accounts = new JdbiAccounts();

  @Test
  void hotQueries() throws IOException {
    int size = Integer.getInteger("timings.resources", 100_000);
    fill(size);
    try (var out = new PrintStream("target/timings.txt", StandardCharsets.UTF_8)) {
      out.printf(Locale.ROOT, "%,d resources; milliseconds of %d runs%n", size, ROUNDS);
      for (int user = 1; user <= 6; user++) {
        searches(out, new UserId(user), USERS[user]);
      }
    }
  }

  private void searches(PrintStream out, UserId user, String who) {
    search(out, user, who, "");
    for (String q : new String[] {"w", "web", "web berlin", "db-rome-00000", "server", "root"}) {
      search(out, user, who, q);
    }
    search(out, user, who, "app1000000042");
    search(out, user, who, "nothing");
    filter(out, user, who, new ResourceQuery("", Optional.of("linux"), Optional.empty()));
    filter(out, user, who, new ResourceQuery("", Optional.empty(), folder(1003)));
    filter(out, user, who, new ResourceQuery("web", Optional.empty(), folder(2042)));
    time(out, who, "page 2", tx -> page2(tx, user));
    time(out, who, "folders", tx -> folders.pageVisible(tx, user, PageRequest.first(500)).items());
    time(
        out,
        who,
        "reveal",
        tx -> accounts.forReveal(tx, user, new AccountId(3_000_000_086L), Optional.empty()));
    time(
        out,
        who,
        "accounts",
        tx -> accounts.pageVisible(tx, user, new ResourceId(1_000_000_043L), PageRequest.first()));
  }

  private Object page2(ReadSession tx, UserId user) {
    var page = new PageRequest(50, Optional.of(org.tandemvault.core.shared.Cursor.of("m", "0")));
    return resources.search(tx, user, ResourceQuery.ALL, page);
  }

  private static Optional<FolderId> folder(long id) {
    return Optional.of(new FolderId(id));
  }

  private void search(PrintStream out, UserId user, String who, String q) {
    filter(out, user, who, new ResourceQuery(q, Optional.empty(), Optional.empty()));
  }

  private void filter(PrintStream out, UserId user, String who, ResourceQuery query) {
    String what =
        "q="
            + query.q()
            + query.type().map(t -> " type=" + t).orElse("")
            + query.folder().map(f -> " folder=" + f.value()).orElse("");
    time(out, who, what, tx -> resources.search(tx, user, query, PageRequest.first()));
  }

  private static void time(
      PrintStream out,
      String who,
      String what,
      java.util.function.Function<ReadSession, Object> work) {
    Transactions gate = DATABASE.primary();
    long[] nanos = new long[ROUNDS];
    for (int i = -20; i < ROUNDS; i++) {
      long start = System.nanoTime();
      gate.read(work);
      nanos[Math.max(i, 0)] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "%-14s %-22s p50 %6.1f  p95 %6.1f  max %6.1f%n",
        who,
        what,
        nanos[ROUNDS / 2] / 1e6,
        nanos[ROUNDS * 95 / 100] / 1e6,
        nanos[ROUNDS - 1] / 1e6);
    out.flush();
  }

  private static void fill(int size) throws IOException {
    try (InputStream file = SearchTimings.class.getResourceAsStream("fill.sql")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : text.replace("${n}", Integer.toString(size)).split(";\n", -1)) {
        if (!statement.isBlank()) {
          DATABASE.runAsOwner(statement);
        }
      }
    }
    DATABASE.runAsOwner("vacuum analyze");
  }
}
