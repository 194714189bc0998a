package org.tandemvault.acceptance;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Chromium, headless. Trusts the demo's certificate without asking. */
final class Browser implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Where Chromium is; empty if the machine has none, and then its tests are skipped. */
  static Optional<Path> installed() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start() {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options =
        new LaunchOptions().setExecutablePath(installed().orElseThrow()).setArgs(FLAGS);
    return new Browser(playwright, playwright.chromium().launch(options));
  }

  /** A person with an empty profile. */
  Person person(String address, int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(width, width < 500 ? 844 : 800)
                .setColorScheme(scheme)
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setBaseURL(address));
    Page page = context.newPage();
    page.setDefaultTimeout(60_000);
    return new Person(page);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** What a person does with a page. */
  record Person(Page page) {

    void go(String path) {
      page.navigate(path);
    }

    void signIn(String name, String password) {
      go("/");
      field("User name").fill(name);
      field("Password").fill(password);
      page.keyboard().press("Enter");
    }

    void changeFirstPassword(String first, String own) {
      page.getByText("Choose your own password").waitFor();
      field("Current password").fill(first);
      field("New password").fill(own);
      field("New password again").fill(own);
      button("Change password and go on").click();
    }

    Locator field(String label) {
      return page.getByLabel(label, new GetByLabelOptions().setExact(true)).first();
    }

    Locator button(String name) {
      return page.getByRole(
              AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
          .first();
    }

    Locator heading(String name) {
      return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name)).first();
    }

    /** A line of a list. */
    Locator row(String text) {
      return page.locator("vaadin-grid-cell-content").getByText(text).first();
    }

    Locator text(String text) {
      return page.getByText(text).first();
    }

    /** Waits until no element holds the text. */
    void gone(String text) {
      page.getByText(text)
          .first()
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Keeps a picture; in the project's docs only if {@code -Dscreenshots=DIR} asks for it. */
    void picture(String name) {
      Path folder = Path.of(System.getProperty("screenshots", "target/screenshots"));
      page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
  }
}
