package org.tandemvault.tools.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tandemvault.db.bundled.ExternalPostgres;
import org.tandemvault.db.bundled.ExternalPostgres.Place;
import org.tandemvault.db.platform.PostgreSqlPlatform;
import org.tandemvault.db.replication.VaultRows;
import org.tandemvault.db.schema.NodeDatabase;
import org.tandemvault.tools.ProcessList;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** The command on two real servers that an operator made by docs/replication.md. */
class ExternalServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> BEATING = ConcurrentHashMap.newKeySet();
  private static final ScheduledExecutorService BEATS =
      Executors.newSingleThreadScheduledExecutor();

  private static final String WRONG = "guessed-by-nobody";

  @TempDir private static Path folder;

  private static ExternalPostgres primary;
  private static ExternalPostgres standby;
  private static Path config;
  private static ProcessList processes;

  private record Run(int exit, String out, String err) {}

  @BeforeAll
  static void start() throws IOException {
    processes = ProcessList.watchedFor(ExternalPostgres.PASSWORD, WRONG);
    primary = new ExternalPostgres(Place.here("log_statement = all"));
    standby = new ExternalPostgres(Place.here());
    primary.trust(standby);
    standby.trust(primary);
    new NodeDatabase(primary.database(), primary.login("vault_owner")).migrate("vault_app");
    primary.execute(VaultRows.vault(100));
    primary.execute(VaultRows.audit("primary", 1, 20));
    Files.writeString(folder.resolve("password"), ExternalPostgres.PASSWORD + "\n");
    Files.writeString(folder.resolve("wrong-password"), WRONG + "\n");
    config =
        Files.writeString(
            folder.resolve("both.conf"), lines("master", primary) + lines("slave", standby));
    BEATS.scheduleWithFixedDelay(ExternalServersTest::beat, 200, 200, TimeUnit.MILLISECONDS);
  }

  @AfterAll
  static void stop() {
    BEATS.shutdownNow();
    processes.close();
    standby.close();
    primary.close();
  }

  @Test
  void replicationIsSetUpShownSeededAnewAndRemoved() {
    String before = traces();

    Run plan = run("setup", "--dry-run");
    assertThat(plan.exit()).as(plan.toString()).isZero();
    assertThat(plan.out())
        .contains("[to do  ]", "CREATE ROLE vault_replication")
        .doesNotContain("[blocked]");
    assertThat(traces()).isEqualTo(before);

    Run done = run("setup");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.out()).contains("[to do  ]", "... ", "vault_user: 100 rows");
    assertThat(lastLines(done).getFirst()).startsWith("High Availability Status: ");
    assertThat(lastLines(done).getLast()).startsWith("Replication Status: ");
    assertThat(
            standby.ask(
                "SELECT string_agg(DISTINCT tableowner, ' ') FROM pg_tables WHERE schemaname LIKE 'vault%'"))
        .isEqualTo("vault_owner");
    String afterwards = traces();

    Run again = run();
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("All of it is there already").doesNotContain("[to do  ]");
    assertThat(traces()).isEqualTo(afterwards);

    theStatusesAreTold();
    rowsAreSeededAnew();
    noPasswordIsInAnyFileOrProcess();
    itIsRemovedAlsoWhenTheOtherSideIsGone();
  }

  private static void theStatusesAreTold() {
    BEATING.addAll(Set.of("primary", "standby"));
    await().atMost(PATIENCE).until(() -> run("status").exit() == 0);
    assertThat(lastLines(run("status")))
        .containsExactly("High Availability Status: Alive", "Replication Status: Alive");

    Run wrongPeer = run("status", "--slave-node", "nobody");
    assertThat(wrongPeer.exit()).isEqualTo(5);
    assertThat(wrongPeer.out()).contains("replication is set up for standby, not for nobody");
    assertThat(lastLines(wrongPeer))
        .containsExactly(
            "High Availability Status: Not configured", "Replication Status: Not configured");

    BEATING.remove("standby");
    Run silent = run("status");
    assertThat(silent.exit()).isEqualTo(5);
    assertThat(silent.out()).contains("Node standby does not work", "--slave-node");
    assertThat(lastLines(silent))
        .containsExactly("High Availability Status: Failed", "Replication Status: Alive");
  }

  /** The servers' logs, tables and settings too; one of them writes down all that it is told. */
  private static void noPasswordIsInAnyFileOrProcess() {
    List<String> secrets = List.of(ExternalPostgres.PASSWORD, WRONG);
    assertThat(ProcessList.filesWith(primary.home(), secrets)).isEmpty();
    assertThat(ProcessList.filesWith(standby.home(), secrets)).isEmpty();
    assertThat(
            ProcessList.filesWith(
                folder, secrets, folder.resolve("password"), folder.resolve("wrong-password")))
        .isEmpty();
    assertThat(processes.leaks()).isEmpty();
  }

  private static void rowsAreSeededAnew() {
    BEATING.clear();
    standby.execute("DELETE FROM vault.search_token WHERE resource_id = 7");
    Run plan = run("reseed", "--dry-run");
    assertThat(plan.exit()).isZero();
    assertThat(plan.out()).contains("copied anew");
    assertThat(standby.ask("SELECT count(*) FROM vault.search_token")).isEqualTo("297");

    Run seeded = run("reseed");
    assertThat(seeded.exit()).as(seeded.toString()).isZero();
    assertThat(seeded.out()).contains("3 were missing or otherwise");
    assertThat(standby.ask("SELECT count(*) FROM vault.search_token")).isEqualTo("300");
    assertThat(run("reseed", "--direction", "to_primary").exit()).isZero();
  }

  private static void itIsRemovedAlsoWhenTheOtherSideIsGone() {
    standby.stop();
    Run gone = run("status");
    assertThat(gone.exit()).isEqualTo(5);
    assertThat(gone.out()).contains("vault at 127.0.0.1:" + standby.port());
    assertThat(lastLines(gone))
        .containsExactly("High Availability Status: Failed", "Replication Status: Failed");

    Run half = run("remove");
    assertThat(half.exit()).isEqualTo(4);
    assertThat(half.err()).hasLineCount(1).contains("at the standby", "Run the removal again");
    assertThat(primary.ask("SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");

    standby.start();
    Run whole = run("remove");
    assertThat(whole.exit()).as(whole.toString()).isZero();
    assertThat(lastLines(whole))
        .containsExactly(
            "High Availability Status: Not configured", "Replication Status: Not configured");
    for (ExternalPostgres server : List.of(primary, standby)) {
      assertThat(traces(server)).doesNotContain("vault_replication", "vault_to_", "vault_from_");
    }
    assertThat(run("remove").out()).contains("nothing was changed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --master-host           | no-such-host.invalid | 4  | does not answer
          --slave-port            | 1                    | 4  | vault at 127.0.0.1:1 does not answer
          --master-password-file  | FOLDER/wrong-password| 3  | does not let dba in
          --slave-user            | nobody               | 3  | does not let nobody in
          --master-user           | clerk                | 3  | at the primary: Sign in as a superuser
          --slave-database        | nowhere              | 6  | has no such database
          --slave-ca-file         | OTHER                | 78 | is not trusted
          --master-host           | 127.1                | 78 | is not trusted
          --slave-authority       | WRONG                | 78 | certificate verify failed
          --master-route-host     | no-such-host.invalid | 78 | no-such-host.invalid
          --slave-app-user        | nobody               | 78 | no login nobody
          --master-password-file  | FOLDER/none          | 78 | can't be read
          """)
  void whatIsWrongIsToldInOneSentenceAndNothingIsLeftBehind(
      String flag, String value, int exit, String sentence) {
    String before = traces();

    Run run =
        run(
            "setup",
            flag,
            value
                .replace("FOLDER", folder.toString())
                .replace("OTHER", primary.authority().toString())
                .replace("WRONG", standby.clientCertificate().toString()));

    assertThat(run.err()).contains(sentence).hasLineCount(1);
    assertThat(run.exit()).as(run.toString()).isEqualTo(exit);
    assertThat(traces()).isEqualTo(before);
  }

  @Test
  void aServerThatWritesTooLittleIsToldWithItsCure() {
    try (ExternalPostgres plain = new ExternalPostgres(Place.here("wal_level = replica"))) {
      String before = traces(plain);

      Run run =
          run(
              "setup",
              "--slave-port",
              Integer.toString(plain.port()),
              "--slave-ca-file",
              plain.authority().toString());

      assertThat(run.exit()).isEqualTo(78);
      assertThat(run.err())
          .contains("at the standby: Set wal_level = logical and restart the server")
          .hasLineCount(1);
      assertThat(traces(plain)).isEqualTo(before);
    }
  }

  @Test
  void noFlagTakesAPassword() {
    assertThat(ConfigureReplication.commandLine().getCommandSpec().optionsMap().keySet())
        .filteredOn(name -> name.contains("password"))
        .isNotEmpty()
        .allMatch(name -> name.endsWith("-password-file"));
  }

  private static Run run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Tools.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("configure-replication"));
    all.addAll(List.of(words));
    all.addAll(List.of("--config", config.toString()));
    int exit = line.execute(all.toArray(String[]::new));
    assertThat(out.toString() + err).doesNotContain(ExternalPostgres.PASSWORD, WRONG);
    return new Run(exit, out.toString(), err.toString());
  }

  private static List<String> lastLines(Run run) {
    List<String> lines = run.out().lines().toList();
    return lines.subList(lines.size() - 2, lines.size());
  }

  private static String lines(String side, ExternalPostgres server) {
    return """
        S.host = 127.0.0.1
        S.port = %d
        S.user = dba
        S.password-file = %s
        S.ca-file = %s
        S.authority = %s
        S.certificate = %s
        S.key = %s
        """
        .formatted(
            server.port(),
            folder.resolve("password"),
            server.authority(),
            server.authorityOfPeer(),
            server.clientCertificate(),
            server.clientKey())
        .replace("S.", side + ".");
  }

  /** As the nodes do: each in its own database, with the login it works with. */
  private static void beat() {
    for (String node : BEATING) {
      ExternalPostgres server = node.equals("primary") ? primary : standby;
      try (Connection connection =
              new PostgreSqlPlatform()
                  .dataSource(server.database(), server.login("vault_app"))
                  .getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(VaultRows.beat(node));
      } catch (SQLException e) {
        assertThat(e.getSQLState()).startsWith("08"); // it is stopped
      }
    }
  }

  private static String traces() {
    return traces(primary) + traces(standby);
  }

  /** All that a set-up makes, as the server's catalogue has it. */
  private static String traces(ExternalPostgres server) {
    return server.ask(
        """
        SELECT string_agg(what, E'\\n' ORDER BY what) FROM (
          SELECT 'role ' || rolname AS what FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%'
          UNION ALL SELECT 'publication ' || pubname FROM pg_publication
          UNION ALL SELECT 'subscription ' || subname FROM pg_subscription
          UNION ALL SELECT 'slot ' || slot_name FROM pg_replication_slots
          UNION ALL SELECT 'origin ' || roname FROM pg_replication_origin
          UNION ALL SELECT 'policy ' || tablename || ' ' || policyname FROM pg_policies
          UNION ALL SELECT 'table ' || relname || ' ' || coalesce(relacl::text, '') || relrowsecurity
            FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'vault%' AND relkind = 'r'
        ) all_of_it
        """);
  }
}
