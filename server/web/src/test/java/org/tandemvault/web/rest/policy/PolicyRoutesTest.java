package org.tandemvault.web.rest.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RestServer.Answer;
import org.tandemvault.web.rest.RunningVault;

final class PolicyRoutesTest {

  private static final String STRICT =
      "{\"name\":\"strict\",\"minLength\":30,\"digits\":true,\"requireReason\":true}";

  private final RunningVault running = new RunningVault();
  private final RestPerson admin = running.admin();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aPolicyIsCreatedEditedUsedAndDeleted() {
    String id = admin.create("/policies", STRICT);
    Answer read = admin.get("/policies/" + id);
    assertThat(read.json().get("digits").booleanValue()).isTrue();
    assertThat(admin.put("/policies/" + id, "*", read.text()).status()).isEqualTo(200);
    String resource = admin.create("/resources", "{\"name\":\"db\"}");
    String account =
        admin.create(
            "/resources/" + resource + "/accounts",
            "{\"login\":\"root\",\"generate\":true,\"policy\":\"" + id + "\"}");
    Answer refused = admin.post("/accounts/" + account + "/reveal");
    assertThat(refused.outcome()).isEqualTo("422 invalid");
    assertThat(refused.blamed()).containsExactly("reason");
    assertThat(
            admin
                .post("/accounts/" + account + "/reveal", "{\"reason\":\"repair\"}")
                .text("password"))
        .hasSizeGreaterThanOrEqualTo(30);
    assertThat(admin.delete("/policies/" + id).outcome()).isEqualTo("409 policy-in-use");
    assertThat(admin.delete("/accounts/" + account).status()).isEqualTo(204);
    assertThat(admin.delete("/policies/" + id).status()).isEqualTo(204);
  }

  @Test
  void aPolicyNeedsALength() {
    assertThat(admin.post("/policies", "{\"name\":\"x\"}").blamed()).contains("minLength");
  }

  @Test
  void aPasswordIsGeneratedByLengthAndPolicy() {
    String id = admin.create("/policies", STRICT);
    assertThat(admin.post("/passwords/generate").text("password")).hasSize(20);
    assertThat(admin.post("/passwords/generate", "{\"length\":40}").text("password")).hasSize(40);
    assertThat(admin.post("/passwords/generate", "{\"policy\":\"" + id + "\"}").text("password"))
        .hasSizeGreaterThanOrEqualTo(30);
    assertThat(admin.post("/passwords/generate", "{\"policy\":\"nonsense\"}").blamed())
        .containsExactly("policy");
    assertThat(admin.post("/passwords/generate", "{\"policy\":\"0ABCDEFGHJKMN\"}").blamed())
        .containsExactly("policy");
    assertThat(admin.post("/passwords/generate", "{\"length\":0}").blamed())
        .containsExactly("length");
    assertThat(admin.post("/passwords/generate", "{\"length\":\"40\"}").outcome())
        .isEqualTo("400 malformed");
  }

  @Test
  void settingsAreReplacedByAdmins() {
    Answer read = admin.get("/settings");
    assertThat(read.text("revealSeconds")).isEqualTo("30");
    String changed = read.text().replace("\"revealSeconds\":30", "\"revealSeconds\":60");
    String tag = read.header("ETag").orElseThrow();
    assertThat(admin.put("/settings", changed).outcome()).isEqualTo("428 if-match-needed");
    assertThat(admin.put("/settings", tag, changed).text("revealSeconds")).isEqualTo("60");
    assertThat(admin.put("/settings", tag, changed).outcome()).isEqualTo("412 stale-version");
    assertThat(admin.put("/settings", "*", "{}").blamed()).contains("revealSeconds");
    String unknown = changed.replace("\"optional\"", "\"some\"");
    assertThat(admin.put("/settings", "*", unknown).blamed()).containsExactly("secondFactor");
    String withoutIt = changed.replace("\"secondFactor\":\"optional\",", "");
    assertThat(admin.put("/settings", "*", withoutIt).text("secondFactor")).isEqualTo("optional");
    RestPerson user = running.person(admin, "ulf", "user");
    assertThat(user.put("/settings", "*", changed).outcome()).isEqualTo("403 forbidden");
    assertThat(user.get("/settings").status()).isEqualTo(200);
  }
}
