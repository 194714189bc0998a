package org.tandemvault.web.rest.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RestServer.Answer;
import org.tandemvault.web.rest.RunningVault;

final class ResourceRoutesTest {

  private static final String HUNTER = "{\"login\":\"root\",\"password\":\"hunter2 ä😀 \"}";

  private final RunningVault running = new RunningVault();
  private final RestPerson admin = running.admin();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aResourceIsCreatedReadEditedAndDeleted() {
    Answer made =
        admin.post(
            "/resources",
            "{\"name\":\"db-1\",\"type\":\"linux\",\"address\":\"db-1.example.org\","
                + "\"description\":\"d\",\"folder\":null,\"attributes\":{\"os\":\"debian\"}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("ETag")).contains("\"" + made.text("version") + "\"");
    assertThat(made.json().get("folder").isNull()).isTrue();
    assertThat(made.json().get("attributes").get("os").textValue()).isEqualTo("debian");
    String path = "/resources/" + made.text("id");
    assertThat(made.header("Location").orElseThrow()).endsWith("/api/v1" + path);
    Answer edited = admin.put(path, made.header("ETag").orElseThrow(), "{\"name\":\"db-2\"}");
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.text("description")).isEmpty();
    assertThat(edited.json().get("attributes")).isEmpty();
    assertThat(admin.put(path, made.header("ETag").orElseThrow(), "{\"name\":\"x\"}").outcome())
        .isEqualTo("412 stale-version");
    assertThat(admin.put(path, "*", edited.text()).status()).isEqualTo(200);
    assertThat(admin.delete(path, "\"1\"").outcome()).isEqualTo("412 stale-version");
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).outcome()).isEqualTo("404 not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name",
        "{\"name\":\" \"}|name",
        "{\"name\":\"a\\u0000\"}|name",
        "{\"name\":\"\\ud800\"}|name",
        "{\"name\":\"x\",\"folder\":\"nonsense\"}|folder",
        "{\"name\":\"x\",\"folder\":\"0ABCDEFGHJKMN\"}|folder"
      })
  void aFieldThatBreaksARuleIsNamed(String json, String field) {
    Answer answer = admin.post("/resources", json);
    assertThat(answer.outcome()).isEqualTo("422 invalid");
    assertThat(answer.blamed()).contains(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"x\",\"colour\":\"red\"}",
        "{\"name\":7}",
        "{\"name\":\"x\",\"attributes\":[]}",
        "{\"name\":\"x\",\"attributes\":{\"a\":null}}",
        "[]",
        "null",
        "{"
      })
  void aBodyOfAnotherShapeIsMalformed(String json) {
    assertThat(admin.post("/resources", json).outcome()).isEqualTo("400 malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,422 invalid",
    "limit=501,422 invalid",
    "limit=-1,422 invalid",
    "limit=ten,400 malformed",
    "limit=99999999999,400 malformed",
    "cursor=nonsense,400 malformed",
    "folder=nonsense,422 invalid"
  })
  void aListIsAskedForProperly(String query, String outcome) {
    assertThat(admin.get("/resources?" + query).outcome()).isEqualTo(outcome);
  }

  @Test
  void aListIsReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      admin.create("/resources", "{\"name\":\"r" + i + "\"}");
    }
    var names = new ArrayList<String>();
    String cursor = "";
    do {
      JsonNode page = admin.get("/resources?limit=2" + cursor).json();
      names.addAll(page.get("items").findValuesAsText("name"));
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").textValue();
    } while (!cursor.isEmpty());
    assertThat(names).containsExactly("r0", "r1", "r2", "r3", "r4");
  }

  @Test
  void searchLooksAtNamesAndLogins() {
    String id = admin.create("/resources", "{\"name\":\"Mail server\",\"type\":\"linux\"}");
    admin.create("/resources/" + id + "/accounts", HUNTER);
    admin.create("/resources", "{\"name\":\"Other\"}");
    for (String query : List.of("q=mai", "q=roo", "type=LINUX", "q=mail%20roo")) {
      assertThat(admin.get("/resources?" + query).json().get("items").findValuesAsText("id"))
          .as(query)
          .containsExactly(id);
    }
  }

  @Test
  void aPasswordIsKeptRevealedAndChanged() {
    String resource = admin.create("/resources", "{\"name\":\"db\"}");
    String account = admin.create("/resources/" + resource + "/accounts", HUNTER);
    String path = "/accounts/" + account;
    assertThat(admin.get(path).text()).doesNotContain("hunter2");
    Answer revealed = admin.post(path + "/reveal", "{\"reason\":\"test\"}");
    assertThat(revealed.text("password")).isEqualTo("hunter2 ä😀 ");
    assertThat(revealed.json().get("lagSeconds").longValue()).isZero();
    assertThat(revealed.text("node")).isEqualTo("test");
    assertThat(admin.put(path + "/password", "{\"password\":\"next\"}").text("version"))
        .isEqualTo("2");
    assertThat(admin.put(path + "/password", "{\"generate\":true}").text("version")).isEqualTo("3");
    assertThat(admin.post(path + "/reveal", "{\"version\":2}").text("password")).isEqualTo("next");
    assertThat(admin.post(path + "/reveal").text("password")).hasSizeGreaterThanOrEqualTo(20);
    assertThat(admin.get(path + "/history").json().get("items").findValuesAsText("version"))
        .containsExactly("3", "2", "1");
    assertThat(admin.post(path + "/reveal", "{\"version\":99}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"generate\":false}", "{\"password\":\"a\",\"generate\":true}"})
  void aChangeIsEitherGivenOrGenerated(String json) {
    String resource = admin.create("/resources", "{\"name\":\"db\"}");
    String account = admin.create("/resources/" + resource + "/accounts", HUNTER);
    Answer answer = admin.put("/accounts/" + account + "/password", json);
    assertThat(answer.outcome()).isEqualTo("422 invalid");
    assertThat(answer.blamed()).containsExactly("password");
  }

  @Test
  void aPasswordIsRevealedOnlyOnceTheTrailHasIt() {
    String resource = admin.create("/resources", "{\"name\":\"db\"}");
    String account = admin.create("/resources/" + resource + "/accounts", HUNTER);
    running.vault.events.failAppends(
        UnavailableException.database("simulated", new IllegalStateException()));
    Answer refused = admin.post("/accounts/" + account + "/reveal");
    assertThat(refused.outcome()).isEqualTo("503 audit-unavailable");
    assertThat(refused.text()).doesNotContain("hunter2");
    assertThat(refused.header("Retry-After")).isPresent();
  }

  @Test
  void anAccountIsEditedWithoutItsPassword() {
    String resource = admin.create("/resources", "{\"name\":\"db\"}");
    String account =
        admin.create(
            "/resources/" + resource + "/accounts",
            "{\"login\":\"root\",\"notes\":\"n\",\"generate\":true,"
                + "\"expiresAt\":\"2030-01-01T00:00:00Z\"}");
    String path = "/accounts/" + account;
    Answer read = admin.get(path);
    assertThat(read.text("expiresAt")).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(read.text("resourceId")).isEqualTo(resource);
    assertThat(admin.put(path, "*", read.text()).status()).isEqualTo(200);
    assertThat(admin.put(path, "*", "{\"login\":\"x\",\"password\":\"y\"}").blamed())
        .containsExactly("password");
    Answer edited = admin.put(path, "*", "{\"login\":\"toor\"}");
    assertThat(edited.text("notes")).isEmpty();
    assertThat(edited.text("login")).isEqualTo("toor");
    assertThat(admin.put(path, "*", "{\"login\":\"x\",\"policy\":\"nonsense\"}").blamed())
        .containsExactly("policy");
    assertThat(admin.get("/resources/" + resource + "/accounts").json().findValuesAsText("login"))
        .containsExactly("toor");
    assertThat(admin.delete(path).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/resources/nonsense",
        "/resources/0ABCDEFGHJKMN",
        "/resources/%C3%A4%0D%0A",
        "/accounts/0ABCDEFGHJKMN",
        "/accounts/nonsense/history",
        "/resources/0ABCDEFGHJKMN/accounts",
        "/folders/nonsense",
        "/policies/nonsense",
        "/users/nonsense",
        "/groups/nonsense",
        "/resources/nonsense/shares",
        "/accounts/nonsense/access"
      })
  void whatIsNotThereIsNotFound(String path) {
    assertThat(admin.get(path).outcome()).isEqualTo("404 not-found");
  }

  @Test
  void anIdOfAnotherKindIsNotFound() {
    String resource = admin.create("/resources", "{\"name\":\"db\"}");
    assertThat(admin.get("/accounts/" + resource).outcome()).isEqualTo("404 not-found");
    assertThat(admin.get("/folders/" + resource).outcome()).isEqualTo("404 not-found");
  }

  @Test
  void foldersNestButNeverInACircle() {
    String outer = admin.create("/folders", "{\"name\":\"outer\"}");
    String inner = admin.create("/folders", "{\"name\":\"inner\",\"parent\":\"" + outer + "\"}");
    Answer circle =
        admin.put("/folders/" + outer, "*", "{\"name\":\"o\",\"parent\":\"" + inner + "\"}");
    assertThat(circle.outcome()).isEqualTo("422 invalid");
    assertThat(circle.blamed()).containsExactly("parent");
    assertThat(admin.delete("/folders/" + outer).outcome()).isEqualTo("409 folder-not-empty");
    assertThat(admin.get("/folders").json().get("items").findValuesAsText("name"))
        .containsExactly("inner", "outer");
    assertThat(admin.get("/folders/" + inner).text("parent")).isEqualTo(outer);
    assertThat(admin.delete("/folders/" + inner).status()).isEqualTo(204);
  }
}
