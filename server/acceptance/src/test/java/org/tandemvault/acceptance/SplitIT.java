package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tandemvault.acceptance.DemoRun.PRIMARY;
import static org.tandemvault.acceptance.DemoRun.STANDBY;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two scenarios that the product exists for, on real servers with real databases: the link
 * between the sites is cut while people work at both, and the primary dies.
 */
final class SplitIT {

  private static final String OWN = "own-Admin-pass-1";
  private static final String NEW = "nëw \t\"w\\örd\uD83D\uDD11 ";
  private static final int ACCOUNTS = 20;
  private static final int CHANGES = 5_000;
  private static final int REVEALS = 500;

  private static DemoRun demo;
  private static Tandem tandem;
  private static VaultClient primary;
  private static VaultClient standby;
  private static VaultCommand user;
  private static VaultCommand program;

  @BeforeAll
  static void start(@TempDir Path folder) {
    demo = DemoRun.startBoth(folder);
    tandem = new Tandem(demo);
    String token = newToken(demo.admin(OWN));
    primary = demo.client(PRIMARY).as(token);
    standby = demo.client(STANDBY).as(token);
    user = new VaultCommand(demo, folder, PRIMARY);
    program = new VaultCommand(demo, folder, PRIMARY, STANDBY).withToken(token);
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void aCutLinkLeavesBothSitesWorkingAndLosesNothing() {
    List<String> accounts = makeAccounts("split");
    tandem.awaitEqual();
    Map<String, String> before = reveals(standby, accounts);

    demo.link("cut");
    try {
      tandem.awaitStatus("Failed");
      importRows(CHANGES - ACCOUNTS);
      change(accounts, "new");
      assertThat(reveals(standby, accounts)).isEqualTo(before);
      for (int n = ACCOUNTS; n < REVEALS; n++) {
        standby.post(reveal(accounts.get(n % ACCOUNTS)), Map.of("reason", "n" + n)).expect(200);
      }
      assertThat(standby.post("/resources", Map.of("name", "x")).expect(409).json().path("code"))
          .hasToString("\"read-only-node\"");
      demo.client(STANDBY)
          .post("/sessions", Map.of("username", "admin", "password", OWN))
          .expect(201);
      assertThat(primary.get("/ha").json().path("reason").asText()).isNotBlank();
      assertThat(standby.get("/ha").json().path("reason").asText()).isNotBlank();
    } finally {
      demo.link("heal");
    }

    tandem.awaitEqual();
    tandem.awaitStatus("Alive");
    accounts.forEach(
        id ->
            assertThat(
                    standby.post(reveal(id), Map.of()).expect(200).json().path("password").asText())
                .isEqualTo("new-" + id));
    tandem.awaitEqual();
    assertThat(standbyReveals(primary, accounts)).isEqualTo(REVEALS + 2L * ACCOUNTS);
    assertThat(Tandem.chains(primary)).containsOnlyKeys(PRIMARY, STANDBY);
    tandem.awaitEqual();
    assertThat(Tandem.chains(standby)).isEqualTo(Tandem.chains(primary));
  }

  @Test
  void theUsersCommandSignsInListsRevealsChangesAndProves() {
    String name = "cmd/1 Zürich/u1";
    makeAccounts("cmd/1 Zürich");
    tandem.awaitEqual();

    assertThat(user.run(OWN, "login", "--user", "admin", "--password-file", "-").good())
        .contains(demo.property("primary.url"))
        .doesNotContain(OWN);
    assertThat(user.run("", "ls", "cmd").good().lines()).hasSize(ACCOUNTS).contains(name);
    assertThat(user.run("", "get", name).good()).isEqualTo("kept-1");
    assertThat(user.run(NEW, "set", name).good()).contains("version 2");
    assertThat(user.run("", "get", name, "--reason", "by command").good()).isEqualTo(NEW);
    assertThat(program.run("", "ha", "active").good().strip())
        .isEqualTo(demo.property("primary.url"));
    assertThat(program.run("", "ha", "drill").good()).contains("proven").contains("  ok: ");
    assertThat(primary.get("/audit?action=reveal&target=cmd").json().toString())
        .contains("by command");
  }

  @Test
  void aDeadPrimaryLeavesTheStandbyReadableAndComesBackWithTheStandbysAudit() {
    List<String> accounts = makeAccounts("death");
    tandem.awaitEqual();

    demo.kill(PRIMARY);
    demo.killDatabase(PRIMARY);
    VaultCommand.Ended fromStandby = program.run("", "get", accounts.getFirst());
    assertThat(fromStandby.good()).isEqualTo("kept-0");
    assertThat(fromStandby.err()).contains("read from standby node standby").contains("s behind");
    assertThat(program.run("x", "set", accounts.getFirst()).exit()).isEqualTo(4);
    reveals(standby, accounts);
    String session =
        demo.client(STANDBY)
            .post("/sessions", Map.of("username", "admin", "password", OWN))
            .expect(201)
            .json()
            .path("token")
            .asText();
    VaultClient person = demo.client(STANDBY).as(session);
    tandem.awaitStatus(STANDBY, "Failed");
    reveals(person, accounts);
    assertThat(
            person
                .put("/accounts/" + accounts.getFirst() + "/password", Map.of("generate", true))
                .status())
        .isEqualTo(409);

    demo.startAgain(PRIMARY);
    tandem.awaitStatus("Alive");

    reveals(person, accounts);
    tandem.awaitEqual();
    assertThat(standbyReveals(primary, accounts)).isEqualTo(3L * ACCOUNTS + 1);
    assertThat(Tandem.chains(standby)).isEqualTo(Tandem.chains(primary));
  }

  @Test
  void aRevealOnTheStandbyIsRefusedWhenItsAuditCannotBeWritten() throws Exception {
    List<String> accounts = makeAccounts("unwritten");
    tandem.awaitEqual();
    String app = "vault_app";
    try (var database = demo.database(STANDBY);
        var statement = database.createStatement()) {
      statement.execute("revoke insert on vault.audit_event from " + app);
      try {
        var refused = standby.post(reveal(accounts.getFirst()), Map.of());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).doesNotContain("kept-");
        standby.get("/resources").expect(200);
        await("the health page to tell")
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    demo.client(STANDBY)
                        .get("//health/ready")
                        .body()
                        .contains("\"audit\":\"DOWN\""));
      } finally {
        statement.execute("grant insert on vault.audit_event to " + app);
      }
    }
    await("reveals to be served again")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> standby.post(reveal(accounts.getFirst()), Map.of()).status() == 200);
    tandem.awaitEqual();
    Tandem.chains(standby);
  }

  @Test
  void aSplitThatOutlastsWhatBothDatabasesKeepHealsByItself() throws Exception {
    List<String> accounts = makeAccounts("outlasted");
    tandem.awaitEqual();
    demo.link("cut");
    try {
      reveals(standby, accounts);
      primary
          .put("/accounts/" + accounts.getFirst() + "/password", Map.of("password", "later"))
          .expect(200);
      tandem.awaitStatus("Failed");
      loseSlot(PRIMARY, "vault_to_standby");
      loseSlot(STANDBY, "vault_from_standby");
    } finally {
      demo.link("heal");
    }

    tandem.awaitStatus("Alive");
    tandem.awaitEqual();
    assertThat(reveals(standby, accounts)).containsEntry(accounts.getFirst(), "later");
    tandem.awaitEqual();
    assertThat(standbyReveals(primary, accounts)).isEqualTo(2L * ACCOUNTS);
    for (String node : List.of(PRIMARY, STANDBY)) {
      assertThat(changesOf(node)).as(node).anyMatch(reason -> reason.contains("copied anew"));
    }
    assertThat(Tandem.chains(standby)).isEqualTo(Tandem.chains(primary));
  }

  @Test
  void withFallbackAWriteIsOnTheStandbyWhenItIsAcknowledgedAndGoesOnAloneWithAnAlarm()
      throws Exception {
    Path conf = Path.of(demo.property("primary.conf"), "replication.conf");
    String before = Files.readString(conf);
    Files.writeString(conf, before + "\nsync.mode = fallback\nsync.fallback.after = 2s\n");
    restartPrimary();
    try {
      awaitChange("writes that wait for a standby: Alive");
      for (int n = 0; n < ACCOUNTS; n++) {
        String id = primary.post("/resources", Map.of("name", "sync-" + n)).expect(201).id();
        standby.get("/resources/" + id).expect(200);
      }

      demo.link("cut");
      try {
        primary.post("/resources", Map.of("name", "alone")).expect(201);
        awaitChange("No standby follows: writes are acknowledged without one");
        primary.post("/resources", Map.of("name", "alone-2")).expect(201);
      } finally {
        demo.link("heal");
      }
      tandem.awaitStatus("Alive");
      tandem.awaitEqual();
    } finally {
      Files.writeString(conf, before);
      restartPrimary();
    }
  }

  @Test
  void keysChangeWhilePeopleWorkAndBothSitesReadOn() throws Exception {
    List<String> accounts = makeAccounts("keys");
    new KeyTool(demo).changeAll(primary, standby, () -> change(accounts, "turned"));
    tandem.awaitEqual();
    assertThat(reveals(standby, accounts))
        .isEqualTo(reveals(primary, accounts))
        .containsValue("turned-" + accounts.getFirst());
    restartPrimary();
    reveals(primary, accounts);
  }

  @Test
  void theCommandTellsTheStatusesFromANodesConf() throws Exception {
    Path password = demo.data().resolve("owner-password");
    Files.writeString(password, demo.property("db.owner.password"));
    tandem.awaitStatus("Alive");

    assertThat(configureReplication("--help").exit()).isZero();
    assertThat(configureReplication("--no-such-flag").exit()).isEqualTo(2);
    for (String node : List.of(PRIMARY, STANDBY)) {
      var told =
          configureReplication(
              "status",
              "--conf=" + demo.property(node + ".conf"),
              "--master-user=" + demo.property("db.owner.user"),
              "--slave-user=" + demo.property("db.owner.user"),
              "--master-password-file=" + password,
              "--slave-password-file=" + password);
      assertThat(told.exit()).as(told.said()).isZero();
      assertThat(told.said())
          .endsWith("High Availability Status: Alive\nReplication Status: Alive\n");
    }
  }

  private record Told(int exit, String said) {}

  private static Told configureReplication(String... words) throws Exception {
    var command = new ArrayList<String>();
    command.add(DemoRun.project().resolve("bin/ConfigureReplication.sh").toString());
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Told(process.waitFor(), said);
  }

  private static void restartPrimary() {
    demo.kill(PRIMARY);
    demo.startAgain(PRIMARY);
    tandem.awaitStatus("Alive");
  }

  private static void awaitChange(String what) {
    await("the audit to tell: " + what)
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> changesOf(PRIMARY).stream().anyMatch(reason -> reason.contains(what)));
  }

  /** What a node recorded about replication, as the primary has it. */
  private static List<String> changesOf(String node) {
    return primary.everyItem("/audit?action=ha-change&limit=500&node=" + node).stream()
        .map(event -> event.path("reason").asText())
        .toList();
  }

  /** Writes until the server gives up what it keeps for a slot. */
  private static void loseSlot(String node, String slot) throws SQLException {
    try (var database = demo.database(node);
        var statement = database.createStatement()) {
      statement.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '16MB'");
      statement.execute("SELECT pg_reload_conf()");
      await("the slot " + slot + " to be lost")
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                statement.execute(
                    "SELECT pg_logical_emit_message(false, 'fill', 'x'), pg_switch_wal()");
                statement.execute("CHECKPOINT");
                try (var row =
                    statement.executeQuery(
                        "SELECT wal_status FROM pg_replication_slots WHERE slot_name = '"
                            + slot
                            + "'")) {
                  return row.next() && row.getString(1).equals("lost");
                }
              });
      statement.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private static String newToken(VaultClient admin) {
    return admin
        .post("/tokens", Map.of("name", "t", "scopes", List.of("read", "reveal", "write", "admin")))
        .expect(201)
        .json()
        .path("token")
        .asText();
  }

  private static List<String> makeAccounts(String name) {
    String resource = primary.post("/resources", Map.of("name", name)).expect(201).id();
    var ids = new ArrayList<String>();
    for (int n = 0; n < ACCOUNTS; n++) {
      ids.add(
          primary
              .post(
                  "/resources/" + resource + "/accounts",
                  Map.of("login", "u" + n, "password", "kept-" + n))
              .expect(201)
              .id());
    }
    return ids;
  }

  private static void importRows(int rows) {
    var csv = new StringBuilder("resource,type,address,folder,description,login,password,notes\n");
    for (int n = 0; n < rows; n++) {
      csv.append("host-").append(n).append(",,,,,root,imported-").append(n).append(",\n");
    }
    primary.postRaw("/import?dryRun=false", "text/csv", csv.toString()).expect(200);
  }

  private static Map<String, String> reveals(VaultClient client, List<String> accounts) {
    var passwords = new HashMap<String, String>();
    for (String id : accounts) {
      passwords.put(
          id, client.post(reveal(id), Map.of()).expect(200).json().path("password").asText());
    }
    return passwords;
  }

  private static void change(List<String> accounts, String word) {
    accounts.forEach(
        id ->
            primary
                .put("/accounts/" + id + "/password", Map.of("password", word + "-" + id))
                .expect(200));
  }

  private static String reveal(String account) {
    return "/accounts/" + account + "/reveal";
  }

  /** How many reveals of these accounts on the standby a node knows of. */
  private static long standbyReveals(VaultClient client, List<String> accounts) {
    return client.everyItem("/audit?node=standby&action=reveal&limit=500").stream()
        .filter(event -> accounts.contains(event.path("target").path("id").asText()))
        .count();
  }
}
