package org.tandemvault.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;

/** What a person does with the vault in a browser, in their words. */
final class BrowserVault {

  private final Page page;
  private final URI base;
  private final Path pictures;
  private final String look;

  /**
   * @param pictures the folder for screenshots
   * @param look goes into their names
   */
  BrowserVault(Page page, URI base, Path pictures, String look) {
    this.page = page;
    this.base = base;
    this.pictures = pictures;
    this.look = look;
  }

  Page page() {
    return page;
  }

  void go(String path) {
    page.navigate(base.resolve(path).toString());
    page.locator("h1:visible").first().waitFor();
  }

  /** By keyboard alone. */
  void signIn(String name, String password) {
    go("/login");
    page.getByLabel("User name").click(); // on a busy machine the page may not have the focus yet
    page.keyboard().type(name);
    page.keyboard().press("Tab");
    page.keyboard().type(password);
    page.keyboard().press("Enter");
  }

  void chooseOwnPassword(String first, String own) {
    heading("Choose your own password").waitFor();
    type("Current password", first);
    type("New password", own);
    type("New password again", own);
    press("Change password and go on");
    heading("Passwords").waitFor();
  }

  void signOut(String name) {
    page.getByLabel("User menu of " + name).click();
    item("Sign out").click();
    page.getByText("You are signed out.").waitFor();
  }

  void createResource(String name, String address) {
    go("/");
    press("New resource");
    type("Name", name);
    type("Address", address);
    press("Create resource");
    page.getByRole(AriaRole.HEADING, named(name)).waitFor();
  }

  void createAccount(String login, String password) {
    press("Add account");
    type("Login", login);
    type("Password", password);
    press("Create account");
    page.getByLabel("Reveal the password of " + login).waitFor();
  }

  /** Shares the open resource. */
  void shareWith(String user) {
    press("Share");
    Locator who = page.getByLabel("Add a person or group");
    who.fill(user);
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(user)).first().click();
    press("Add");
    press("Save shares");
    page.getByText("are saved").first().waitFor();
  }

  void search(String words, String resource) {
    page.locator("input[placeholder^='Search resources']").fill(words);
    page.waitForURL(url -> url.contains("q="));
    page.getByText(resource).first().click();
    page.getByRole(AriaRole.HEADING, named(resource)).waitFor();
  }

  /** The secret that the dialog shows. */
  String reveal(String login) {
    page.getByLabel("Reveal the password of " + login).click();
    page.getByText("Hidden again in").waitFor();
    return page.locator("[data-part=value]").first().textContent();
  }

  void closeDialog() {
    press("Close");
    page.locator("vaadin-dialog").first().waitFor(gone());
  }

  String copied(String login) {
    page.getByLabel("Copy the password of " + login).click();
    page.getByText("The clipboard is emptied").first().waitFor();
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  void type(String label, String text) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).first().fill(text);
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }

  Locator item(String name) {
    return page.getByRole(AriaRole.MENUITEM, named(name));
  }

  /** Keeps what is to be seen now. */
  void picture(String name) {
    page.waitForTimeout(SETTLED_MILLIS);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(pictures.resolve(name + "-" + look + ".png")));
  }

  private static final double SETTLED_MILLIS = 400;

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
  }
}
