package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vault's main job in a real browser, on a real node. Screenshots go to {@code
 * target/screenshots}, or to {@code docs/screenshots} with {@code -Dvault.screenshots=docs}.
 * Skipped where there is no Chromium.
 */
final class BrowserIT {

  private static final String ADMIN = "own-Admin-pass-1";
  private static final String OWN = "quiet-Harbour-42";
  private static final String PASSWORD = "pä55 wörd\uD83D\uDD11 !";

  private static DemoRun demo;
  private static Chromium chromium;
  private static VaultClient admin;
  private static Path pictures;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    assumeTrue(Chromium.executable().isPresent(), "no Chromium on this machine");
    pictures = pictures();
    demo = DemoRun.start(folder);
    chromium = Chromium.launch();
    Page page = chromium.open(looks().getFirst());
    var first = new BrowserVault(page, demo.primary(), pictures, "first");
    first.signIn(demo.property("admin.user"), demo.property("admin.password"));
    first.chooseOwnPassword(demo.property("admin.password"), ADMIN);
    page.context().close();
    admin = demo.admin(ADMIN);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  static List<Chromium.Look> looks() {
    return List.of(
        new Chromium.Look("1280-light", 1280, 800, ColorScheme.LIGHT),
        new Chromium.Look("1280-dark", 1280, 800, ColorScheme.DARK),
        new Chromium.Look("390-light", 390, 844, ColorScheme.LIGHT),
        new Chromium.Look("390-dark", 390, 844, ColorScheme.DARK));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aPasswordIsKeptSharedRevealedAndProven(Chromium.Look look) {
    String resource = "db-" + look.name();
    String reader = "reader-" + look.name();
    newUser(reader);

    try (var mine = new Session(look);
        var theirs = new Session(look)) {
      BrowserVault owner = mine.vault;
      owner.signIn("admin", ADMIN);
      owner.heading("Passwords").waitFor();
      owner.createResource(resource, resource + ".example.org");
      owner.createAccount("root", PASSWORD);
      owner.picture("resource");
      owner.shareWith(reader);

      BrowserVault receiver = theirs.vault;
      receiver.signIn(reader, OWN);
      receiver.heading("Passwords").waitFor();
      receiver.search(resource, resource);
      assertThat(receiver.reveal("root")).isEqualTo(PASSWORD);
      receiver.picture("reveal");
      receiver.closeDialog();
      assertThat(receiver.copied("root")).isEqualTo(PASSWORD);
      receiver.signOut(reader);

      owner.go("/audit");
      owner.page().getByText("reveal").first().waitFor();
      owner.press("Verify");
      owner.heading("The audit trail is complete and unchanged").waitFor();
      owner.picture("audit");
    }
  }

  @Test
  void aShownPasswordLeavesThePageWhenItsTimeIsOver() {
    var settings = admin.get("/settings").json();
    assertThat(settings.path("revealSeconds").asInt()).isBetween(5, 600);
    try (var session = new Session(looks().getFirst())) {
      BrowserVault vault = session.vault;
      vault.signIn("admin", ADMIN);
      vault.heading("Passwords").waitFor();
      vault.go("/admin/settings");
      vault.type("A shown password is hidden after", "5");
      vault.press("Save settings");
      vault.page().getByText("Settings are saved").waitFor();
      vault.createResource("short-lived", "");
      vault.createAccount("root", PASSWORD);
      assertThat(vault.reveal("root")).isEqualTo(PASSWORD);

      vault.page().getByText("Hidden again.").waitFor();

      assertThat(vault.page().content()).doesNotContain(PASSWORD);
    }
  }

  @Test
  void aFileIsCheckedMendedAndImported(@TempDir Path folder) throws IOException {
    Path bad = folder.resolve("bad.csv");
    Files.write(bad, rows("gr\u00fcn").getBytes(StandardCharsets.ISO_8859_1));
    Path good = Files.writeString(folder.resolve("good.csv"), rows("gr\u00fcn-7-Stein"));
    Path large = folder.resolve("large.csv");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(65L * 1024 * 1024);
    }
    try (var session = new Session(looks().getFirst())) {
      BrowserVault vault = session.vault;
      vault.signIn("admin", ADMIN);
      vault.heading("Passwords").waitFor();
      vault.go("/import");
      Locator chooser = vault.page().locator("vaadin-upload input[type=file]");

      chooser.setInputFiles(bad);
      vault.heading("Nothing was imported").waitFor();
      vault.page().getByText("is not UTF-8 from here on").first().waitFor();
      vault.page().getByText("choose it again").waitFor();

      chooser.setInputFiles(large);
      vault
          .page()
          .getByText("File is Too Big")
          .or(vault.page().getByText("too big"))
          .first()
          .waitFor();

      chooser.setInputFiles(good);
      vault.heading("The file is good").waitFor();
      vault.picture("import");
      vault.press("Import now");
      vault.heading("Imported").waitFor();

      vault.go("/");
      vault.search("imported-server", "imported-server");
      assertThat(vault.reveal("root")).isEqualTo("gr\u00fcn-7-Stein");
    }
  }

  private static String rows(String password) {
    return "resource,type,address,folder,description,login,password,notes\n"
        + "imported-server,server,10.0.0.9,,,root,"
        + password
        + ",\n";
  }

  @Test
  void whoHasNoRoleForAPageIsRefusedPolitely() {
    newUser("plain");
    try (var session = new Session(looks().getFirst())) {
      BrowserVault vault = session.vault;
      vault.signIn("plain", OWN);
      vault.heading("Passwords").waitFor();

      vault.go("/admin/users");

      vault.heading("Not open to you").waitFor();
    }
  }

  @Test
  void everythingComesFromTheNodeItself() {
    try (var session = new Session(looks().getFirst())) {
      var hosts = new java.util.TreeSet<String>();
      session.vault.page().onRequest(r -> hosts.add(java.net.URI.create(r.url()).getHost()));

      session.vault.go("/login");

      assertThat(hosts).containsExactly(demo.primary().getHost());
    }
  }

  private static void newUser(String name) {
    var body = Map.of("name", name, "displayName", name, "email", "", "roles", List.of("user"));
    var made = new java.util.HashMap<String, Object>(body);
    made.put("enabled", true);
    made.put("password", "first-" + OWN);
    admin.post("/users", made).expect(201);
    demo.client().signedIn(name, "first-" + OWN, OWN);
  }

  private static Path pictures() throws IOException {
    boolean docs = "docs".equals(System.getProperty("vault.screenshots"));
    Path folder =
        DemoRun.project()
            .resolve(docs ? "docs/screenshots" : "server/acceptance/target/screenshots");
    return Files.createDirectories(folder);
  }

  /** One person's browser. */
  private static final class Session implements AutoCloseable {
    private final BrowserVault vault;

    Session(Chromium.Look look) {
      vault = new BrowserVault(chromium.open(look), demo.primary(), pictures, look.name());
    }

    @Override
    public void close() {
      vault.page().context().close();
    }
  }
}
