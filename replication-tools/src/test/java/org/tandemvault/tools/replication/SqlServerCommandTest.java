package org.tandemvault.tools.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tandemvault.db.replication.sqlserver.FakeWorld;
import org.tandemvault.db.replication.sqlserver.ServerTrouble;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** The whole command, beside a node, on two SQL Servers in memory. */
class SqlServerCommandTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String PASSWORD = "Sysadmin's-p4ssword";

  private static final String BAR = "[" + "#".repeat(13) + "-".repeat(17) + "]  45 %  Bulk copied";

  /** A line of the script: what, the exit code that is wanted, the words of the command. */
  private static final Pattern STEP = Pattern.compile("step \"([^\"]+)\" (\\d+) (.+)");

  @TempDir private Path folder;
  private Path conf;
  private final FakeWorld world = new FakeWorld();

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void aPrimary() throws IOException {
    conf = Files.createDirectories(folder.resolve("node/conf"));
    for (String name : Set.of("server", "database", "node", "replication", "manage_key")) {
      Files.copy(ROOT.resolve("conf").resolve(name + ".conf"), conf.resolve(name + ".conf"));
    }
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrongWithAServerIsOneSentenceOneExitCodeAndNothingElse(ServerTrouble trouble) {
    trouble.strike(world);
    String before = world.state();
    Map<String, String> files = files();

    for (String action : List.of("setup", "--dry-run", "upgrade")) {
      Run run = run(action);

      assertThat(run.exit()).as(run.toString()).isEqualTo(trouble.isAboutRights() ? 3 : 78);
      assertThat(run.err())
          .hasLineCount(1)
          .contains("at the " + trouble.where() + ": ", trouble.told())
          .doesNotContain("Exception", "\tat ");
    }
    assertThat(world.changes()).isEmpty();
    assertThat(world.state()).isEqualTo(before);
    assertThat(files()).isEqualTo(files);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_SYSADMIN", "NO_SYSADMIN_AT_THE_STANDBY"})
  void whoMayTooLittleNeitherRemovesNorCopiesAnew(ServerTrouble trouble) {
    assertThat(run("setup").exit()).isZero();
    trouble.strike(world);
    String before = world.state();
    int done = world.changes().size();

    for (String action : List.of("remove", "reseed")) {
      Run run = run(action);
      assertThat(run.exit()).as(run.toString()).isEqualTo(3);
      assertThat(run.err()).hasLineCount(1).contains("at the " + trouble.where(), "sysadmin");
    }
    assertThat(world.changes()).hasSize(done);
    assertThat(world.state()).isEqualTo(before);
  }

  @Test
  void aPairIsSetUpShownAndRemovedAndNoPasswordIsLeftAnywhere() {
    Run done = run("setup");
    assertThat(done.exit()).as(done.toString()).isZero();
    assertThat(done.err()).isEmpty();
    assertThat(done.out())
        .contains("[to do  ]", BAR, "100 %  A snapshot of", "@publisher_password = N'********'")
        .endsWith("High Availability Status: Alive\nReplication Status: Alive\n");
    List<String> secrets = new ArrayList<>(world.passwords());
    assertThat(secrets).hasSize(6);
    secrets.add(PASSWORD);

    Run again = run("setup");
    assertThat(again.out()).contains("All of it is there already");
    Run status = run("status");
    assertThat(status.exit()).as(status.toString()).isZero();
    Run anew = run("reseed");
    assertThat(anew.exit()).as(anew.toString()).isZero();
    Run plan = run("remove", "--dry-run");

    String said = Stream.of(done, again, status, anew, plan).map(Run::toString).collect(lines());
    assertThat(secrets).noneMatch(said::contains);
    assertThat(files().get("ha-pack.properties")).contains("engine = sqlserver");
    assertThat(files()).doesNotContainKey("ha-pack.properties.new");
    String written = String.join("\n", files().values());
    assertThat(secrets).noneMatch(written::contains);

    Run removed = run("remove");
    assertThat(removed.exit()).as(removed.toString()).isZero();
    assertThat(removed.out()).endsWith("Replication Status: Not configured\n");
    assertThat(world.passwords()).isEmpty();
  }

  @Test
  void aNodeOnSqlServerTellsWhatItsConfSaysWithoutBeingAsked() throws IOException {
    assertThat(NodeDefaults.ofSqlServerNode(conf).engine()).isEmpty();
    Files.writeString(
        conf.resolve("database.conf"),
        "engine = sqlserver\nhost = db1.example.com\nport = 14330\napp.user = vault_owner\napp.password = x\n");

    NodeDefaults defaults = NodeDefaults.ofSqlServerNode(conf);

    assertThat(defaults.engine()).contains(Engine.sqlserver);
    assertThat(defaults.find(Side.MASTER, Setting.HOST)).contains("db1.example.com");
    assertThat(defaults.find(Side.MASTER, Setting.PORT)).contains("14330");
    assertThat(defaults.find(Side.MASTER, Setting.APP_USER)).contains("vault_owner");
    Files.writeString(conf.resolve("node.conf"), "nothing = known\n");
    assertThat(NodeDefaults.ofSqlServerNode(conf).engine()).isEmpty();
  }

  @Test
  void theAcceptanceScriptPassesEachOfItsSteps() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("bin/lib/accept-sqlserver.sh"));
    int steps = 0;
    for (String line : lines) {
      Matcher step = STEP.matcher(line);
      boolean look = line.equals("nothing_left");
      if (look || step.matches()) {
        String[] words = look ? new String[] {"--dry-run"} : step.group(3).split(" ");
        Run run = run(words);
        assertThat(run.exit()).as(line + "\n" + run).isEqualTo(look ? 0 : number(step.group(2)));
        if (look) {
          assertThat(run.out()).doesNotContain("[to do", "[blocked");
        }
        steps++;
      }
    }
    assertThat(steps).isGreaterThan(12);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n");
  }

  /** All of the node's folder, by name. */
  private Map<String, String> files() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> found = Files.walk(conf.getParent())) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        all.put(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    for (Side side : Side.values()) {
      all.add(Setting.HOST.flag(side) + "=127.0.0.1");
      all.add(Setting.PORT.flag(side) + "=" + (side == Side.MASTER ? 1 : 2));
      all.add(Setting.USER.flag(side) + "=sa");
      all.add(Setting.PASSWORD_FILE.flag(side) + "=" + folder.resolve("password"));
    }
    all.addAll(List.of("--engine=sqlserver", "--conf=" + conf));
    all.add("--slave-node=" + FakeWorld.STANDBY);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Tools.handling(ConfigureReplication.commandLine(inMemory()));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = line.execute(all.toArray(String[]::new));
    return new Run(exit, out.toString(), err.toString());
  }

  private SqlServers inMemory() {
    return new SqlServersInMemory(world);
  }
}
