package org.tandemvault.web.rest;

import org.tandemvault.core.identity.CreatedUser;
import org.tandemvault.crypto.Secret;

/** A vault in memory behind the API, with an admin who has changed their password. */
public final class RunningVault implements AutoCloseable {

  public final TestVault vault = new TestVault();
  public final RestServer server;
  public final String firstPassword;

  public RunningVault() {
    server = RestServer.of(vault.routes, vault.signIn, vault.trail);
    CreatedUser created = vault.firstAdmin.createIfEmpty(admin -> {}).orElseThrow();
    try (Secret password = created.initialPassword().orElseThrow()) {
      firstPassword = new String(password.copyChars());
    }
  }

  /** The admin. */
  public RestPerson admin() {
    var signedIn = RestPerson.signIn(server, "admin", firstPassword);
    if (signedIn.status() == 201) {
      changePassword(signedIn.text("token"), firstPassword);
    }
    return RestPerson.of(server, "admin");
  }

  /** A new user with these roles, e.g. {@code "user"}, signed in. */
  public RestPerson person(RestPerson admin, String name, String... roles) {
    String first = "First " + RestPerson.PASSWORD;
    admin.create(
        "/users",
        "{\"name\":\"%s\",\"password\":\"%s\",\"roles\":[\"%s\"]}"
            .formatted(name, first, String.join("\",\"", roles)));
    changePassword(RestPerson.signIn(server, name, first).text("token"), first);
    return RestPerson.of(server, name);
  }

  private void changePassword(String token, String current) {
    var changed =
        RestPerson.withToken(server, token)
            .post(
                "/me/password",
                "{\"current\":\"%s\",\"next\":\"%s\"}".formatted(current, RestPerson.PASSWORD));
    if (changed.status() != 204) {
      throw new AssertionError(changed.status() + " " + changed.text());
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
