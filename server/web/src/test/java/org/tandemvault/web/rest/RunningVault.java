package org.tandemvault.web.rest;

import org.tandemvault.core.identity.CreatedUser;
import org.tandemvault.crypto.Secret;

/** A vault in memory behind the API, with an admin who has changed their password. */
public final class RunningVault implements AutoCloseable {

  public final TestVault vault = new TestVault();
  public final RestServer server;
  public final String firstPassword;

  public RunningVault() {
    server = RestServer.of(vault);
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
    newcomer(admin, name, roles);
    changePassword(RestPerson.signIn(server, name, first()).text("token"), first());
    return RestPerson.of(server, name);
  }

  /** A new user who has not signed in yet, with the {@link #first} password. */
  public void newcomer(RestPerson admin, String name, String... roles) {
    String held = String.join("\",\"", roles.length == 0 ? new String[] {"user"} : roles);
    admin.create(
        "/users",
        "{\"name\":\"%s\",\"password\":\"%s\",\"roles\":[\"%s\"]}".formatted(name, first(), held));
  }

  /** The password that newcomers are given. */
  public static String first() {
    return "First " + RestPerson.PASSWORD;
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
