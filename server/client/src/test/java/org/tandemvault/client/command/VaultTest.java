package org.tandemvault.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tandemvault.client.FakeNode;
import org.tandemvault.client.TestAuthority;
import org.tandemvault.client.command.CommandRun.Ended;

/** The command against fake nodes. */
class VaultTest {

  private static final String PASSWORD = "pä55 \t\"w\\örd\uD83D\uDD11 ";
  private static final String REVEALED =
      """
      {"password":"pä55 \\t\\"w\\\\örd\uD83D\uDD11 ","version":3,"asOf":"2026-11-21T14:02:11Z",
       "lagSeconds":%d,"node":"%s"}
      """;
  private static final String RESOURCE =
      """
      {"id":"%s","name":"%s","type":"linux","address":"%s","description":"","folder":null,
       "attributes":{},"createdAt":"2026-11-21T14:00:00Z","updatedAt":"2026-11-21T14:00:00Z",
       "version":1,"right":"view"}
      """;
  private static final String ACCOUNT =
      """
      {"id":"%s","resourceId":"%s","login":"%s","notes":"","passwordVersion":3,
       "passwordChangedAt":"2026-11-21T14:00:00Z","expiresAt":null,"policy":null,"version":1,
       "right":"view"}
      """;

  @TempDir private Path home;
  private final TestAuthority authority = new TestAuthority();
  private FakeNode primary;
  private FakeNode standby;

  @BeforeEach
  void start() {
    primary = FakeNode.primary(authority);
    standby = FakeNode.standby(authority);
    vault(primary)
        .answers("POST /api/v1/accounts/A1/reveal", 200, REVEALED.formatted(0, "primary"));
    vault(standby)
        .answers("POST /api/v1/accounts/A1/reveal", 200, REVEALED.formatted(7, "standby"));
  }

  @AfterEach
  void stop() {
    primary.close();
    standby.close();
  }

  @Test
  void getWritesThePasswordAloneByteByByte() throws Exception {
    Ended ended = run().run("get", "db/1/root", "--reason", "night shift");

    assertThat(ended.exit()).isZero();
    assertThat(ended.bytes()).isEqualTo(PASSWORD.getBytes(StandardCharsets.UTF_8));
    assertThat(ended.err()).isEmpty();
    assertThat(primary.asked().getLast().body()).isEqualTo("{\"reason\":\"night shift\"}");
  }

  @Test
  void getEndsTheLineOnATerminal() throws Exception {
    assertThat(run().at(FakeTty.typing()).run("get", "A1").out())
        .isEqualTo(PASSWORD + System.lineSeparator());
  }

  @Test
  void getTellsThatAStandbyAnsweredAndHowOldTheDataAre() throws Exception {
    primary.die();

    Ended ended = run().run("get", "db/1/root");

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).isEqualTo(PASSWORD);
    assertThat(ended.err())
        .contains("read from standby node standby")
        .contains("data as of 2026-11-21T14:02:11Z, 7 s behind");
  }

  @Test
  void aNameThatIsNotThereIsToldWithThoseThatAre() throws Exception {
    Ended ended = run().run("get", "db/1/nobody");

    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .contains("no account db/1/nobody")
        .contains("There are: db/1/root");
    assertThat(run().run("get", "A9").exit()).isEqualTo(6);
  }

  @Test
  void anAmbiguousNameListsTheIds() throws Exception {
    primary
        .answers(
            "GET /api/v1/resources", 200, items(resource("R1", "db/1"), resource("R2", "db/1")))
        .answers("GET /api/v1/resources/R2/accounts", 200, items(account("A2", "R2", "root")));

    Ended ended = run().run("get", "db/1/root");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err().lines()).singleElement().asString().contains("A1").contains("A2");
    assertThat(primary.asked()).noneMatch(call -> call.call().startsWith("POST"));
  }

  @ParameterizedTest
  @CsvSource({"401,3", "403,3", "404,6", "409,3", "422,2", "429,3", "503,4", "500,1"})
  void aRefusalEndsWithItsExitCodeAndOneLine(int status, int exit) throws Exception {
    for (FakeNode node : new FakeNode[] {primary, standby}) {
      node.answers(
          "POST /api/v1/accounts/A1/reveal",
          status,
          "{\"status\":%d,\"code\":\"x\",\"detail\":\"No \\u001b[31m way.\"}".formatted(status));
    }

    Ended ended = run().run("get", "A1");

    assertThat(ended.exit()).isEqualTo(exit);
    assertThat(ended.err().lines()).singleElement().asString().contains("way.");
    assertThat(ended.err()).doesNotContain("\u001b");
  }

  @Test
  void setReadsTheNewPasswordFromStandardInputWithoutItsLastLineEnd() throws Exception {
    primary.answers("PUT /api/v1/accounts/A1/password", 200, "{\"version\":4}");

    assertThat(run().reading("new-Ä \n\n").run("set", "db/1/root").exit()).isZero();
    assertThat(primary.asked().getLast().body()).isEqualTo("{\"password\":\"new-Ä \\n\"}");
    assertThat(run().reading("new\n").run("set", "--exact", "A1").exit()).isZero();
    assertThat(primary.asked().getLast().body()).isEqualTo("{\"password\":\"new\\n\"}");
    assertThat(run().run("set", "--generate", "A1").out()).contains("version 4");
    assertThat(primary.asked().getLast().body()).isEqualTo("{\"generate\":true}");
  }

  @Test
  void setRefusesWhatIsNoTextOrNothingBeforeAnythingIsSent() throws Exception {
    assertThat(run().reading(new byte[] {(byte) 0xfe}).run("set", "A1").exit()).isEqualTo(2);
    assertThat(run().reading("\n").run("set", "A1").exit()).isEqualTo(2);
    assertThat(run().at(FakeTty.typing("one", "other")).run("set", "A1").exit()).isEqualTo(2);
    assertThat(primary.asked()).isEmpty();
  }

  @Test
  void setOnAStandbyAloneIsRefused() throws Exception {
    standby.answers(
        "PUT /api/v1/accounts/A1/password",
        409,
        "{\"code\":\"read-only-node\",\"detail\":\"Read-only.\",\"primary\":\"https://p:1\"}");

    Ended ended = run().reading("new").run("set", "A1", "--server", standby.url());

    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err()).contains("https://p:1");
  }

  @Test
  void lsListsPathsAndItsTableTellsMore() throws Exception {
    assertThat(run().run("ls", "db").out()).isEqualTo(lines("db/1/root"));
    assertThat(run().run("--output", "table", "ls").out())
        .startsWith("ACCOUNT")
        .contains("10.0.0.1")
        .contains("A1");
    assertThat(run().run("ls", "--output", "json").out())
        .contains("\"path\" : \"db/1/root\"")
        .contains("\"passwordChangedAt\" : \"2026-11-21T14:00:00Z\"");
  }

  @Test
  void importSendsTheFileAndTellsEachBadRow() throws Exception {
    Path file = Files.writeString(home.resolve("in.csv"), "resource,login,password\n");
    primary.answers("POST /api/v1/import", 200, "{\"created\":1,\"updated\":2,\"skipped\":3}");
    assertThat(run().run("import", file.toString()).out())
        .isEqualTo(lines("1 created, 2 updated, 3 equal already"));
    assertThat(primary.asked().getLast().body()).isEqualTo("resource,login,password\n");

    primary.answers(
        "POST /api/v1/import",
        422,
        "{\"code\":\"invalid\",\"detail\":\"Mend it.\",\"errors\":[{\"row\":2,\"message\":\"bad\"}]}");
    Ended refused = run().reading("x").run("import", "-", "--dry-run");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).isEqualTo(lines("Mend it.", "row 2: bad"));
    assertThat(primary.asked().getLast().query()).isEqualTo("dryRun=true");
    assertThat(run().run("import", home.resolve("none.csv").toString()).exit()).isEqualTo(6);
  }

  @Test
  void exportWritesWhatTheServerSent() throws Exception {
    primary.answers("GET /api/v1/export", 200, "resource,login\r\ndb,rööt\r\n");

    assertThat(run().run("export", "--secrets", "--reason", "move").out())
        .isEqualTo("resource,login\r\ndb,rööt\r\n");
    assertThat(primary.asked().getLast().query()).contains("secrets=true").contains("reason=move");
  }

  @Test
  void auditVerifyEndsWith5WhenAChainIsNotWhole() throws Exception {
    String chain =
        "{\"ok\":%s,\"nodes\":[{\"node\":\"primary\",\"ok\":%s,\"first\":1,\"last\":9,\"count\":8,"
            + "\"gaps\":1,\"doubles\":0,\"bad\":0,\"firstBad\":5,\"headHash\":\"ab\"}]}";
    primary.answers("GET /api/v1/audit/verify", 200, chain.formatted(true, true));
    assertThat(run().run("audit", "verify").exit()).isZero();

    primary.answers("GET /api/v1/audit/verify", 200, chain.formatted(false, false));
    Ended ended = run().run("audit", "verify");
    assertThat(ended.exit()).isEqualTo(5);
    assertThat(ended.out()).contains("NOT whole").contains("the first is 5");
  }

  @Test
  void auditAsksForWhatIsWantedAndWritesALineForEachEvent() throws Exception {
    primary.answers(
        "GET /api/v1/audit",
        200,
        items(
            """
            {"node":"primary","seq":8,"at":"2026-11-21T15:29:57Z","actor":"admin",
             "action":"reveal","target":{"type":"account","id":"A1","name":"db/1/root"},
             "outcome":"ok","reason":"night\\nshift","client":"::1","hash":"9d"}
            """));

    Ended ended = run().run("audit", "--actor", "admin", "--action", "reveal", "--limit", "1");

    assertThat(ended.out())
        .isEqualTo(
            lines(
                String.join(
                    "\t",
                    "2026-11-21T15:29:57Z",
                    "primary",
                    "8",
                    "admin",
                    "reveal",
                    "db/1/root",
                    "ok",
                    "night shift")));
    assertThat(primary.asked().getLast().query())
        .contains("actor=admin")
        .contains("action=reveal")
        .contains("limit=1");
  }

  @Test
  void haTellsTheActivePrimaryAndTheTwoStatuses() throws Exception {
    assertThat(run().run("ha", "active").out()).isEqualTo(lines(primary.url()));
    assertThat(run().run("ha").out())
        .startsWith(lines("High Availability Status: Alive", "Replication Status: Alive"))
        .contains("takes changes");
    primary.die();
    assertThat(run().run("ha", "active").exit()).isEqualTo(4);
    assertThat(run().run("ha", "status").exit()).isEqualTo(5);
  }

  @Test
  void aDrillIsMadeOnTheStandbyAndEndsWith5WhenItFailed() throws Exception {
    String drill =
        "{\"node\":\"standby\",\"at\":\"2026-11-21T15:00:00Z\",\"ok\":%s,\"summary\":\"%s\"}";
    standby.answers("POST /api/v1/ha/drill", 200, drill.formatted(true, "signed in; data 0 s old"));
    Ended good = run().run("ha", "drill");
    assertThat(good.exit()).isZero();
    assertThat(good.out()).contains("proven").contains("  ok: signed in").contains("  ok: data");

    standby.answers("POST /api/v1/ha/drill", 200, drill.formatted(false, "The clock is apart."));
    Ended bad = run().run("ha", "drill");
    assertThat(bad.exit()).isEqualTo(5);
    assertThat(bad.out()).contains("failed: The clock is apart.");
    assertThat(run().run("ha", "drill", "--server", primary.url()).exit()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"ls --server http://x,2", "ls --nope,2", "nope,2", "ls --ca /none,78", "get,2"})
  void wrongUseIsToldInOneLine(String words, int exit) throws Exception {
    Ended ended = run().run(words.split(" "));

    assertThat(ended.exit()).isEqualTo(exit);
    assertThat(ended.err().lines()).hasSize(1);
  }

  @Test
  void outputThatCanNotBeWrittenIsNoSuccess() throws Exception {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };

    Ended ended = run().writingTo(full).run("get", "db/1/root");

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("not whole");
  }

  @Test
  void theCompletionScriptIsGoodBash() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no /bin/bash");
    Path script = Files.writeString(home.resolve("c.sh"), run().run("completion").out());

    Process bash = new ProcessBuilder("/bin/bash", "-n", script.toString()).inheritIO().start();

    assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).isZero();
    assertThat(script).content().contains("import", "vault.sh");
  }

  @Test
  void aTokenFileThatOthersMayReadIsRefused() throws Exception {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX files");
    Path folder = Files.createDirectories(home.resolve(".config/tandem-vault"));
    Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));

    Ended ended = new CommandRun(home, authority.pem(home), primary.url()).run("ls");

    assertThat(ended.exit()).isEqualTo(78);
    assertThat(ended.err()).contains("chmod 600");
    assertThat(primary.asked()).isEmpty();
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    new CommandRun(home, authority.pem(home), primary.url()).run("ls");
    assertThat(primary.asked().getFirst().token()).isEqualTo("Bearer t0ken");
  }

  private CommandRun run() throws IOException, GeneralSecurityException {
    return new CommandRun(home, authority.pem(home), primary.url() + "," + standby.url())
        .with("VAULT_TOKEN", "t0ken");
  }

  private static FakeNode vault(FakeNode node) {
    return node.answers("GET /api/v1/resources", 200, items(resource("R1", "db/1")))
        .answers("GET /api/v1/resources/R1/accounts", 200, items(account("A1", "R1", "root")))
        .answers("GET /api/v1/accounts/A1", 200, account("A1", "R1", "root"));
  }

  private static String resource(String id, String name) {
    return RESOURCE.formatted(id, name, "10.0.0.1");
  }

  private static String account(String id, String resource, String login) {
    return ACCOUNT.formatted(id, resource, login);
  }

  private static String items(String... items) {
    return "{\"items\":[" + String.join(",", items) + "],\"next\":null}";
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
