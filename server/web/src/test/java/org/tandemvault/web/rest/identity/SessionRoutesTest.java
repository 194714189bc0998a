package org.tandemvault.web.rest.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tandemvault.web.rest.RestPerson.PASSWORD;
import static org.tandemvault.web.rest.RestPerson.signIn;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.core.identity.Authenticator;
import org.tandemvault.web.rest.RestPerson;
import org.tandemvault.web.rest.RestServer.Answer;
import org.tandemvault.web.rest.Route;
import org.tandemvault.web.rest.RunningVault;
import org.tandemvault.web.rest.VaultApi;

final class SessionRoutesTest {

  private final RunningVault running = new RunningVault();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aFirstSignInMustChangeThePasswordBeforeAnythingElse() {
    Answer first = signIn(running.server, "admin", running.firstPassword);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().get("mustChangePassword").booleanValue()).isTrue();
    assertThat(first.json().get("user").get("name").textValue()).isEqualTo("admin");
    assertThat(first.json().get("user").get("roles").get(0).textValue()).isEqualTo("admin");
    assertThat(Instant.parse(first.text("expiresAt"))).isAfter(Instant.now());
    var person = RestPerson.withToken(running.server, first.text("token"));
    for (Route route : VaultApi.routes()) {
      if (route.method().equals("GET") && !route.path().equals("/me")) {
        assertThat(person.get(route.path().replace("{id}", "0ABCDEFGHJKMN")).outcome())
            .as(route.path())
            .isEqualTo("403 password-change-needed");
      }
    }
    assertThat(running.admin().get("/me").status()).isEqualTo(200);
  }

  @Test
  void everyRouteButSignInWantsAToken() {
    for (Route route : VaultApi.routes()) {
      String path = route.path().replace("{id}", "0ABCDEFGHJKMN");
      Answer answer = running.server.call(route.method(), path, Map.of());
      boolean head = route.method().equals("HEAD");
      assertThat(head ? answer.status() + " unauthenticated" : answer.outcome())
          .as(route.toString())
          .isEqualTo(path.equals("/sessions") ? "400 malformed" : "401 unauthenticated");
    }
  }

  @Test
  void aWrongPasswordAndAnUnknownNameLookTheSame() {
    running.admin();
    Answer wrong = signIn(running.server, "admin", "wrong");
    Answer unknown = signIn(running.server, "nobody", "wrong");
    assertThat(wrong.outcome()).isEqualTo("401 invalid-credentials");
    assertThat(unknown.text()).isEqualTo(wrong.text());
    assertThat(wrong.header("WWW-Authenticate")).isPresent();
  }

  @Test
  void aNameIsLockedAfterFiveTriesWhetherItExistsOrNot() {
    running.admin();
    for (int i = 0; i < 5; i++) {
      signIn(running.server, "admin", "wrong");
      signIn(running.server, "nobody", "wrong");
    }
    Answer there = signIn(running.server, "admin", PASSWORD);
    Answer unknown = signIn(running.server, "nobody", PASSWORD);
    assertThat(there.outcome()).isEqualTo("401 locked");
    assertThat(unknown.text()).isEqualTo(there.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"username\":\"admin\"}", "{\"password\":\"x\"}"})
  void whatIsMissingIsNamed(String json) {
    Answer answer = running.server.call("POST", "/sessions", Map.of(), "application/json", json);
    assertThat(answer.outcome()).isEqualTo("422 invalid");
    assertThat(answer.blamed()).isNotEmpty();
  }

  @Test
  void afterSigningOutTheTokenIsOver() {
    RestPerson admin = running.admin();
    assertThat(admin.delete("/sessions/current").status()).isEqualTo(204);
    assertThat(admin.get("/me").outcome()).isEqualTo("401 unauthenticated");
  }

  @Test
  void theNextPasswordMustBeGoodAndTheCurrentOneRight() {
    RestPerson admin = running.admin();
    String wrong = "{\"current\":\"wrong\",\"next\":\"Another horse 8 battery\"}";
    assertThat(admin.post("/me/password", wrong).blamed()).containsExactly("current");
    String weak = "{\"current\":\"%s\",\"next\":\"x\"}".formatted(PASSWORD);
    Answer answer = admin.post("/me/password", weak);
    assertThat(answer.outcome()).isEqualTo("422 invalid");
    assertThat(answer.blamed()).contains("next");
    assertThat(admin.post("/me/password", "{}").blamed()).containsExactly("current", "next");
  }

  @Test
  void aSecondFactorIsEnrolledByItsCode() {
    RestPerson admin = running.admin();
    Answer key = admin.post("/me/totp", "{\"password\":\"" + PASSWORD + "\"}");
    assertThat(key.status()).isEqualTo(200);
    assertThat(key.text("uri")).startsWith("otpauth://totp/");
    assertThat(key.text("key")).isNotBlank();
    assertThat(admin.post("/me/totp/confirm", "{\"code\":\"abc\"}").status()).isEqualTo(422);
    assertThat(admin.post("/me/totp/confirm", "{}").blamed()).containsExactly("code");
    assertThat(admin.post("/me/totp", "{}").blamed()).containsExactly("password");
    assertThat(admin.get("/me").json().get("secondFactor").booleanValue()).isFalse();
  }

  @Test
  void aSecondFactorThatIsDemandedIsSetUpBeforeAnythingElse() {
    RestPerson admin = running.admin();
    RestPerson ulf = running.person(admin, "ulf", "user");
    enrol(admin);
    Answer read = admin.get("/settings");
    String tag = read.header("ETag").orElseThrow();
    String everyone = read.text().replace("\"optional\"", "\"everyone\"");
    assertThat(admin.put("/settings", tag, everyone).text("secondFactor")).isEqualTo("everyone");

    assertThat(ulf.get("/resources").outcome()).isEqualTo("403 second-factor-setup-needed");
    assertThat(ulf.get("/me").status()).isEqualTo(200);
    assertThat(
            RestPerson.signIn(running.server, "ulf", PASSWORD)
                .json()
                .get("mustSetUpSecondFactor")
                .booleanValue())
        .isTrue();
    enrol(ulf);

    assertThat(ulf.get("/resources").status()).isEqualTo(200);
    String proof = "{\"password\":\"%s\",\"code\":\"123456\"}".formatted(PASSWORD);
    assertThat(ulf.post("/me/totp/remove", proof).outcome())
        .isEqualTo("409 second-factor-demanded");
  }

  private static void enrol(RestPerson person) {
    Answer key = person.post("/me/totp", "{\"password\":\"" + PASSWORD + "\"}");
    String code = Authenticator.code(key.text("key"), Instant.now());
    assertThat(person.post("/me/totp/confirm", "{\"code\":\"" + code + "\"}").status())
        .isEqualTo(204);
  }
}
