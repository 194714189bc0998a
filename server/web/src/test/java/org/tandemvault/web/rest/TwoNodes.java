package org.tandemvault.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tandemvault.web.rest.RestServer.Answer;

/** A primary with something of everything in it, and a standby that has the same data. */
final class TwoNodes implements AutoCloseable {

  static final List<String> ROLES = List.of("admin", "password-admin", "user", "auditor");

  final RunningVault primary = new RunningVault();
  final TestVault vault;
  final RestServer standby;

  /** Ids by the first word of a path, e.g. {@code accounts}. */
  final Map<String, String> ids = new LinkedHashMap<>();

  private final Map<String, String> tokens = new LinkedHashMap<>();

  TwoNodes() {
    vault = primary.vault.standby();
    standby = RestServer.of(vault);
    RestPerson admin = primary.admin();
    fill(admin);
    for (String role : ROLES) {
      RestPerson person = primary.person(admin, "some-" + role, role);
      share(admin, person);
      tokens.put(role, token(person));
    }
    primary.newcomer(admin, "newcomer");
  }

  private void fill(RestPerson admin) {
    ids.put("users", admin.get("/users?q=admin").json().get("items").get(0).get("id").asText());
    ids.put("groups", admin.create("/groups", "{\"name\":\"team\"}"));
    ids.put("folders", admin.create("/folders", "{\"name\":\"site\"}"));
    ids.put(
        "policies",
        admin.create(
            "/policies",
            "{\"name\":\"strict\",\"minLength\":8,\"upper\":true,\"lower\":true,\"digits\":true,"
                + "\"symbols\":false,\"maxAgeDays\":90,\"requireReason\":false}"));
    ids.put("resources", admin.create("/resources", "{\"name\":\"db-1\"}"));
    ids.put(
        "accounts",
        admin.create(
            "/resources/" + ids.get("resources") + "/accounts",
            "{\"login\":\"root\",\"password\":\"hunter2\",\"notes\":\"in the rack\"}"));
    ids.put("tokens", admin.create("/tokens", "{\"name\":\"kept\",\"scopes\":[\"read\"]}"));
  }

  private void share(RestPerson admin, RestPerson person) {
    String path = "/resources/" + ids.get("resources") + "/shares";
    String id = person.get("/me").text("id");
    Answer present = admin.get(path);
    String all =
        present
            .text()
            .replace(
                "\"items\":[",
                "\"items\":[{\"principal\":{\"type\":\"user\",\"id\":\"%s\"},\"right\":\"manage\"},"
                    .formatted(id));
    Answer shared = admin.put(path, present.header("ETag").orElseThrow(), all);
    if (shared.status() != 200) {
      throw new AssertionError(shared.outcome() + " " + shared.text());
    }
  }

  private static String token(RestPerson person) {
    Answer made = person.post("/tokens", "{\"name\":\"script\",\"scopes\":[\"read\",\"reveal\"]}");
    JsonNode token = made.json().get("token");
    return token.asText();
  }

  /** Somebody of that role, signed in on the standby. */
  RestPerson onStandby(String role) {
    return RestPerson.of(standby, "some-" + role);
  }

  /** A program with an API token of somebody of that role. */
  RestPerson programOnStandby(String role) {
    return RestPerson.withToken(standby, tokens.get(role));
  }

  /** What would be replicated. */
  TableDigest digest() {
    return TableDigest.of(primary.vault.store, primary.vault.apiTokens);
  }

  @Override
  public void close() {
    standby.close();
    primary.close();
  }
}
