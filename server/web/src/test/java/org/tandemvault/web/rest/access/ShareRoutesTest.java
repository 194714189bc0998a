package org.tandemvault.web.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RestServer.Answer;
import org.tandemvault.web.rest.RunningVault;

final class ShareRoutesTest {

  private final RunningVault running = new RunningVault();
  private final RestPerson admin = running.admin();
  private final RestPerson ulf = running.person(admin, "ulf", "user");
  private final String ulfId = ulf.get("/me").text("id");
  private final String resource = admin.create("/resources", "{\"name\":\"db\"}");
  private final String account =
      admin.create(
          "/resources/" + resource + "/accounts", "{\"login\":\"root\",\"password\":\"hunter2\"}");

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void whatIsNotSharedLooksAsIfItWereNotThere() {
    assertThat(ulf.get("/resources/" + resource).outcome()).isEqualTo("404 not-found");
    assertThat(ulf.post("/accounts/" + account + "/reveal").outcome()).isEqualTo("404 not-found");
    assertThat(ulf.get("/resources").json().get("items")).isEmpty();
  }

  @Test
  void aSharedAccountIsRevealedButNotEdited() {
    String path = "/accounts/" + account + "/shares";
    assertThat(admin.put(path, share("user", ulfId, "view")).status()).isEqualTo(200);
    assertThat(ulf.post("/accounts/" + account + "/reveal").text("password")).isEqualTo("hunter2");
    assertThat(ulf.put("/accounts/" + account, "*", "{\"login\":\"x\"}").outcome())
        .isEqualTo("403 forbidden");
    assertThat(ulf.get("/resources/" + resource).text("name")).isEqualTo("db");
    JsonNode reason = ulf.get("/accounts/" + account + "/access").json().get("items").get(0);
    assertThat(reason.get("right").textValue()).isEqualTo("view");
    assertThat(reason.get("on").get("type").textValue()).isEqualTo("account");
    assertThat(reason.get("through").get("name").textValue()).isEqualTo("ulf");
  }

  @Test
  void sharesAreReadChangedAndSentBack() {
    String path = "/resources/" + resource + "/shares";
    Answer present = admin.get(path);
    assertThat(present.json().get("items").get(0).get("right").textValue()).isEqualTo("manage");
    String tag = present.header("ETag").orElseThrow();
    assertThat(admin.put(path, tag, present.text()).status()).isEqualTo(200);
    String all =
        present.text().replace("\"items\":[", "\"items\":[" + item("user", ulfId, "modify") + ",");
    assertThat(admin.put(path, tag, all).json().get("items")).hasSize(2);
    assertThat(admin.put(path, tag, all).outcome()).isEqualTo("412 stale-version");
  }

  @Test
  void aWrongShareIsNamed() {
    String path = "/resources/" + resource + "/shares";
    assertThat(admin.put(path, "{}").blamed()).containsExactly("items");
    assertThat(admin.put(path, share("robot", ulfId, "view")).blamed())
        .containsExactly("items[0].principal.type");
    assertThat(admin.put(path, share("user", "nonsense", "view")).blamed())
        .containsExactly("items[0].principal.id");
    assertThat(admin.put(path, share("user", ulfId, "own")).blamed())
        .containsExactly("items[0].right");
    assertThat(admin.put(path, share("user", "0ABCDEFGHJKMN", "view")).blamed().getFirst())
        .startsWith("items[0].principal");
  }

  @Test
  void aFolderGivesItsRightToWhatIsInIt() {
    String folder = admin.create("/folders", "{\"name\":\"team\"}");
    String into = "{\"name\":\"db\",\"folder\":\"" + folder + "\"}";
    assertThat(admin.put("/resources/" + resource, "*", into).outcome()).isEqualTo("200");
    String path = "/folders/" + folder + "/shares";
    assertThat(admin.put(path, share("user", ulfId, "view")).outcome()).isEqualTo("409 no-manager");
    String both = admin.get(path).text().replace("[{", "[" + item("user", ulfId, "view") + ",{");
    assertThat(admin.put(path, both).status()).isEqualTo(200);
    assertThat(ulf.get("/resources/" + resource).text("right")).isEqualTo("view");
    assertThat(ulf.get("/resources/" + resource + "/access").text()).contains("folder");
    assertThat(ulf.get("/folders/" + folder + "/access").status()).isEqualTo(200);
    assertThat(ulf.get("/resources/" + resource + "/access?user=" + ulfId).status()).isEqualTo(200);
  }

  private static String share(String type, String id, String right) {
    return "{\"items\":[" + item(type, id, right) + "]}";
  }

  private static String item(String type, String id, String right) {
    return "{\"principal\":{\"type\":\"%s\",\"id\":\"%s\"},\"right\":\"%s\"}"
        .formatted(type, id, right);
  }
}
