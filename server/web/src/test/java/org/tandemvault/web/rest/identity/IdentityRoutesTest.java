package org.tandemvault.web.rest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RestServer.Answer;
import org.tandemvault.web.rest.RunningVault;

final class IdentityRoutesTest {

  private final RunningVault running = new RunningVault();
  private final RestPerson admin = running.admin();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aUserIsCreatedReadEditedAndDisabled() {
    Answer made =
        admin.post("/users", "{\"name\":\"anna\",\"displayName\":\"Anna\",\"roles\":[\"user\"]}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("initialPassword")).isNotBlank();
    assertThat(made.header("Location").orElseThrow()).endsWith("/users/" + made.text("id"));
    String path = "/users/" + made.text("id");
    Answer read = admin.get(path);
    assertThat(read.json().has("initialPassword")).isFalse();
    assertThat(read.json().get("locked").booleanValue()).isFalse();
    Answer edited = admin.put(path, read.header("ETag").orElseThrow(), edit(read, "Anne"));
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.text("displayName")).isEqualTo("Anne");
    assertThat(edited.text("name")).isEqualTo("anna");
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).json().get("enabled").booleanValue()).isFalse();
  }

  @Test
  void anEditWithoutOrWithAnOldTagIsRefused() {
    String path = "/users/" + admin.create("/users", "{\"name\":\"anna\"}");
    String body = "{\"roles\":[\"user\"]}";
    assertThat(admin.put(path, body).outcome()).isEqualTo("428 if-match-needed");
    assertThat(admin.put(path, "\"99\"", body).outcome()).isEqualTo("412 stale-version");
    assertThat(admin.put(path, "W/\"1\"", body).outcome()).isEqualTo("412 stale-version");
    assertThat(admin.put(path, "*", body).status()).isEqualTo(200);
  }

  @Test
  void aNameThatIsTakenAndAnUnknownRoleAreRefused() {
    admin.create("/users", "{\"name\":\"anna\"}");
    assertThat(admin.post("/users", "{\"name\":\"ANNA\"}").outcome()).isEqualTo("409 name-taken");
    Answer role = admin.post("/users", "{\"name\":\"bert\",\"roles\":[\"user\",\"king\"]}");
    assertThat(role.outcome()).isEqualTo("422 invalid");
    assertThat(role.blamed()).containsExactly("roles[1]");
    assertThat(admin.post("/users", "{\"name\":\"\"}").blamed()).contains("name");
    assertThat(admin.post("/users", "{\"name\":\"a\\u0007b\"}").blamed()).contains("name");
  }

  @Test
  void aNameCannotBeChanged() {
    String path = "/users/" + admin.create("/users", "{\"name\":\"anna\"}");
    Answer answer = admin.put(path, "*", "{\"name\":\"bert\",\"roles\":[\"user\"]}");
    assertThat(answer.outcome()).isEqualTo("422 invalid");
    assertThat(answer.blamed()).contains("name");
  }

  @Test
  void aPasswordIsResetAndALockLifted() {
    String path = "/users/" + admin.create("/users", "{\"name\":\"anna\"}");
    for (int i = 0; i < 5; i++) {
      RestPerson.signIn(running.server, "anna", "wrong");
    }
    assertThat(admin.get(path).json().get("locked").booleanValue()).isTrue();
    assertThat(admin.post(path + "/unlock").status()).isEqualTo(204);
    String first = admin.post(path + "/reset-password").text("initialPassword");
    Answer in = RestPerson.signIn(running.server, "anna", first);
    assertThat(in.status()).isEqualTo(201);
    assertThat(in.json().get("mustChangePassword").booleanValue()).isTrue();
    assertThat(admin.post(path + "/remove-second-factor").status()).isIn(204, 409, 422);
  }

  @Test
  void onlyAdminsEditPeople() {
    RestPerson user = running.person(admin, "ulf", "user");
    assertThat(user.post("/users", "{\"name\":\"x\"}").outcome()).isEqualTo("403 forbidden");
    assertThat(user.get("/users").outcome()).isEqualTo("403 forbidden");
    assertThat(user.post("/groups", "{\"name\":\"x\"}").outcome()).isEqualTo("403 forbidden");
    assertThat(user.get("/directory?q=ad").json().get("items").findValuesAsText("name"))
        .containsExactly("admin");
  }

  @Test
  void groupsNestButNeverInACircle() {
    String inner = admin.create("/groups", "{\"name\":\"inner\"}");
    String outer =
        admin.create(
            "/groups",
            "{\"name\":\"outer\",\"members\":[{\"type\":\"group\",\"id\":\"%s\"}]}"
                .formatted(inner));
    Answer circle =
        admin.put(
            "/groups/" + inner,
            "*",
            "{\"name\":\"inner\",\"members\":[{\"type\":\"group\",\"id\":\"%s\"}]}"
                .formatted(outer));
    assertThat(circle.outcome()).isEqualTo("422 invalid");
    assertThat(circle.blamed().getFirst()).startsWith("members[0]");
    Answer bad = admin.post("/groups", "{\"name\":\"g\",\"members\":[{\"type\":\"user\"}]}");
    assertThat(bad.blamed()).containsExactly("members[0].id");
    Answer read = admin.get("/groups/" + outer);
    assertThat(admin.put("/groups/" + outer, "*", read.text()).status()).isEqualTo(200);
    assertThat(admin.delete("/groups/" + outer, "\"99\"").outcome()).isEqualTo("412 stale-version");
    assertThat(admin.delete("/groups/" + outer).status()).isEqualTo(204);
    assertThat(admin.get("/groups/" + outer).outcome()).isEqualTo("404 not-found");
  }

  @Test
  void aTokenIsShownOnceAndWorksWithinItsScopes() {
    Answer made = admin.post("/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}");
    assertThat(made.status()).isEqualTo(201);
    RestPerson token = RestPerson.withToken(running.server, made.text("token"));
    assertThat(token.get("/resources").status()).isEqualTo(200);
    assertThat(token.post("/resources", "{\"name\":\"x\"}").outcome()).isEqualTo("403 forbidden");
    JsonNode listed = admin.get("/tokens").json().get("items").get(0);
    assertThat(listed.get("name").textValue()).isEqualTo("ci");
    assertThat(listed.has("token")).isFalse();
    assertThat(admin.delete("/tokens/" + made.text("id")).status()).isEqualTo(204);
    assertThat(token.get("/resources").outcome()).isEqualTo("401 unauthenticated");
  }

  @Test
  void aTokenNeedsScopesThatThereAre() {
    assertThat(admin.post("/tokens", "{\"name\":\"x\"}").blamed()).contains("scopes");
    assertThat(admin.post("/tokens", "{\"name\":\"x\",\"scopes\":[\"fly\"]}").blamed())
        .containsExactly("scopes[0]");
    assertThat(
            admin
                .post(
                    "/tokens", "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresAt\":\"tomorrow\"}")
                .outcome())
        .isEqualTo("400 malformed");
  }

  private static String edit(Answer read, String displayName) {
    return read.text()
        .replace("\"displayName\":\"Anna\"", "\"displayName\":\"" + displayName + "\"");
  }
}
