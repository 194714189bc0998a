package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.acceptance.Browser.Person;

/** The vault's main job in a real Chromium, on a real node. */
final class BrowserIT {

  private static final String OWN = "own-Browser-pass-1";
  private static final String KEPT = "kept-Päss \uD83D\uDD11 <b>1</b>";

  private static DemoRun demo;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    assumeTrue(Browser.installed().isPresent(), "Chromium is not on this machine");
    demo = DemoRun.start(folder);
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void aPersonKeepsSharesAndRevealsAPasswordAndTheAuditProvesIt() {
    Person admin = browser.person(demo.primary().toString(), 1280, ColorScheme.LIGHT);
    admin.go("/");
    admin.field("User name").waitFor();
    admin.picture("sign-in-light");
    admin.signIn("admin", "certainly wrong");
    admin.page().getByRole(com.microsoft.playwright.options.AriaRole.ALERT).first().waitFor();
    admin.signIn(demo.property("admin.user"), demo.property("admin.password"));
    admin.changeFirstPassword(demo.property("admin.password"), OWN);
    admin.heading("Passwords").waitFor();

    keepAPassword(admin);
    shareWithANewPerson(admin);
    Person reader = browser.person(demo.primary().toString(), 390, ColorScheme.DARK);
    reader.signIn("reader", OWN);
    reader.row("db-browser").click();
    reader.page().getByLabel("Reveal the password of root").click();
    reader.text(KEPT).waitFor();
    reader.picture("reveal-small-dark");

    admin.go("/audit");
    admin.heading("Audit").waitFor();
    admin.text("db-browser/root").waitFor();
    admin.button("Verify").click();
    admin.text("complete and unchanged").waitFor();
    admin.picture("audit-light");
    assertThat(events("reveal")).isEqualTo(2);
  }

  private static void keepAPassword(Person admin) {
    admin.button("New resource").click();
    admin.field("Name").fill("db-browser");
    admin.field("Address").fill("db.example.org");
    admin.button("Create resource").click();
    admin.row("db-browser").click();
    admin.heading("Accounts").waitFor();
    admin.button("Add account").click();
    admin.picture("account-new-light");
    admin.field("Login").fill("root");
    admin.field("Password").fill(KEPT);
    admin.button("Create account").click();
    admin.page().getByLabel("Reveal the password of root").click();
    admin.text(KEPT).waitFor();
    admin.picture("reveal-light");
    admin.button("Hide").click();
    admin.gone(KEPT);
    assertThat(admin.page().content().contains("kept-Päss"))
        .as("the password is still in the page")
        .isFalse();
    admin.page().keyboard().press("Escape");
    admin.picture("vault-light");
  }

  private static void shareWithANewPerson(Person admin) {
    VaultClient rest = demo.admin(OWN);
    String first =
        rest.post("/users", Map.of("name", "reader", "roles", List.of("user")))
            .expect(201)
            .json()
            .path("initialPassword")
            .asText();
    demo.client().signedIn("reader", first, OWN);
    admin.button("Share").click();
    var who = admin.page().locator("vaadin-combo-box input").first();
    who.fill("reader");
    admin.page().locator("vaadin-combo-box-item").first().click();
    admin.button("Add").click();
    admin.picture("share-light");
    admin.button("Save shares").click();
    admin.text("Shares of db-browser are saved.").waitFor();
  }

  private static int events(String action) {
    return demo.admin(OWN).get("/audit?action=" + action).expect(200).json().path("items").size();
  }
}
