package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tandemvault.acceptance.DemoRun.PRIMARY;
import static org.tandemvault.acceptance.DemoRun.STANDBY;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Emergency access as people meet it: in the browser, and on a standby that serves nobody else. */
final class EmergencyIT {

  private static final String OWN = "own-Admin-pass-1";
  private static final String KEPT = "kept-In-emergency-1";

  private static DemoRun demo;
  private static Tandem tandem;
  private static VaultClient admin;
  private static String account;

  @BeforeAll
  static void start(@TempDir Path folder) {
    demo = DemoRun.startBoth(folder);
    tandem = new Tandem(demo);
    admin = demo.admin(OWN);
    String resource =
        admin
            .post("/resources", Map.of("name", "core-switch", "address", "10.1.0.1"))
            .expect(201)
            .id();
    account =
        admin
            .post(
                "/resources/" + resource + "/accounts", Map.of("login", "enable", "password", KEPT))
            .expect(201)
            .id();
    tandem.awaitEqual();
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
  }

  static List<Chromium.Look> looks() {
    return List.of(
        new Chromium.Look("1280-light", 1280, 800, ColorScheme.LIGHT),
        new Chromium.Look("390-dark", 390, 844, ColorScheme.DARK));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void peopleReadTheirPasswordsOnTheStandbyWhileTheLinkIsCut(Chromium.Look look)
      throws IOException {
    assumeTrue(Chromium.executable().isPresent(), "no Chromium on this machine");
    Path pictures =
        Files.createDirectories(DemoRun.project().resolve("server/acceptance/target/screenshots"));
    demo.link("cut");
    try (Chromium chromium = Chromium.launch()) {
      tandem.awaitStatus("Failed");
      Page page = chromium.open(look);
      var person = new BrowserVault(page, demo.url(STANDBY), pictures, look.name());
      person.signIn("admin", OWN);
      person.heading("Passwords").waitFor();
      page.getByText("Read-only standby, emergency access").waitFor();
      assertThat(button(page, "New resource")).isZero();
      person.search("core", "core-switch");
      assertThat(button(page, "Edit") + button(page, "Delete") + button(page, "Add account"))
          .isZero();
      assertThat(person.reveal("enable")).isEqualTo(KEPT);
      page.getByText("behind").first().waitFor();
      person.picture("emergency-reveal");
      person.closeDialog();

      person.go("/admin/ha");
      page.getByText("High Availability Status: Failed").waitFor();
      page.getByText("Replication Status: Failed").waitFor();
      person.picture("ha-failed");

      Page other = chromium.open(look);
      var owner = new BrowserVault(other, demo.url(PRIMARY), pictures, look.name());
      owner.signIn("admin", OWN);
      owner.heading("Passwords").waitFor();
      other.getByText("is out of reach").first().waitFor();
      owner.picture("primary-alone");

      demo.link("heal");
      tandem.awaitStatus("Alive");
      owner.go("/admin/ha");
      other.getByText("High Availability Status: Alive").waitFor();
      other.getByText("Replication Status: Alive").waitFor();
      owner.picture("ha-alive");
      page.reload();
      page.getByText("Read-only standby").first().waitFor();
    } finally {
      demo.link("heal");
      tandem.awaitStatus("Alive");
    }
  }

  @Test
  void aStandbyForEmergenciesSendsPeopleToTheLivingPrimaryAndServesThemWhenItIsDead()
      throws IOException {
    Path conf = Path.of(demo.property("standby.conf"), "node.conf");
    String before = Files.readString(conf);
    Files.writeString(
        conf, before.replace("standby.access = always", "standby.access = emergency"));
    assertThat(Files.readString(conf)).isNotEqualTo(before);
    restart(STANDBY);
    tandem.awaitStatus("Alive");
    try {
      var sent = signIn();
      assertThat(sent.status()).isEqualTo(409);
      assertThat(sent.json().path("code").asText()).isEqualTo("use-primary");
      assertThat(sent.json().path("primary").asText()).isEqualTo(demo.property("primary.url"));
      assertThat(demo.client(STANDBY).get("//health/ready").status()).isEqualTo(200);

      demo.kill(PRIMARY);
      await("the standby to let people in")
          .atMost(Duration.ofSeconds(60))
          .until(() -> signIn().status() == 201);
      VaultClient person =
          demo.client(STANDBY).as(signIn().expect(201).json().path("token").asText());
      JsonNode revealed = person.post(reveal(), Map.of()).expect(200).json();
      assertThat(revealed.path("password").asText()).isEqualTo(KEPT);
      assertThat(revealed.path("node").asText()).isEqualTo(STANDBY);
      if (Chromium.executable().isPresent()) { // without, the tests above are counted as skipped
        revealInBrowser();
      }

      demo.startAgain(PRIMARY);
      tandem.awaitStatus("Alive");
      person.post(reveal(), Map.of()).expect(200);
      assertThat(signIn().status()).as("a new session").isEqualTo(409);
      person.delete("/sessions/current").expect(204);
    } finally {
      Files.writeString(conf, before);
      restart(STANDBY);
      tandem.awaitStatus("Alive");
    }
  }

  @Test
  void balancersLeadPeopleToWhoTakesChangesElseToWhoCanBeRead(@TempDir Path folder)
      throws IOException {
    assumeTrue(Balancer.isHere(), "no HAProxy on this machine");
    Path tls = demo.data().resolve("primary/data/postgresql/tls");
    Path shown = folder.resolve("balancer.pem");
    Files.writeString(
        shown,
        Files.readString(tls.resolve("server.pem")) + Files.readString(tls.resolve("server.key")));
    Path second = Files.createDirectory(folder.resolve("second"));
    try (Balancer through = Balancer.start(demo, "haproxy-passthrough", folder, shown);
        Balancer other = Balancer.start(demo, "haproxy-passthrough", second, shown);
        Balancer anew = Balancer.start(demo, "haproxy-reencrypt", folder, shown)) {
      List<VaultClient> ways =
          List.of(
              VaultClient.of(through.url(), Path.of(demo.property("ca.path"))),
              VaultClient.of(anew.url(), tls.resolve("ca.pem")));
      VaultClient twin = VaultClient.of(other.url(), Path.of(demo.property("ca.path")));
      ways.forEach(way -> awaitNode(way, PRIMARY));

      demo.kill(PRIMARY);
      ways.forEach(way -> awaitNode(way, STANDBY));
      awaitNode(twin, STANDBY);

      demo.startAgain(PRIMARY);
      ways.forEach(way -> awaitNode(way, PRIMARY));
      through.close(); // the other one of two leads on
      awaitNode(twin, PRIMARY);
    } finally {
      if (demo.client().get("//health/live").status() == 200) {
        tandem.awaitStatus("Alive");
      }
    }
  }

  /** Both take reads, and the primary alone changes. */
  private static void awaitNode(VaultClient way, String node) {
    int active = node.equals(PRIMARY) ? 200 : 503;
    await("the balancer to lead to the " + node)
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .untilAsserted(
            () -> {
              assertThat(way.get("//ha/active").status()).isEqualTo(active);
              var session =
                  way.post("/sessions", Map.of("username", "admin", "password", OWN)).expect(201);
              VaultClient person = way.as(session.json().path("token").asText());
              assertThat(person.get("/ha").expect(200).json().path("node").asText())
                  .isEqualTo(node);
            });
  }

  private static void restart(String node) {
    demo.kill(node);
    demo.startAgain(node);
  }

  /** As somebody would who has the standby's address and nothing else. */
  private static void revealInBrowser() {
    Path pictures = DemoRun.project().resolve("server/acceptance/target/screenshots");
    try (Chromium chromium = Chromium.launch()) {
      Chromium.Look look = looks().getFirst();
      var person = new BrowserVault(chromium.open(look), demo.url(STANDBY), pictures, look.name());
      person.signIn("admin", OWN);
      person.heading("Passwords").waitFor();
      person.search("core", "core-switch");
      assertThat(person.reveal("enable")).isEqualTo(KEPT);
    }
  }

  private static VaultClient.Answer signIn() {
    try {
      return demo.client(STANDBY).post("/sessions", Map.of("username", "admin", "password", OWN));
    } catch (UncheckedIOException e) {
      throw new AssertionError("the standby does not answer", e);
    }
  }

  private static String reveal() {
    return "/accounts/" + account + "/reveal";
  }

  private static int button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .count();
  }
}
