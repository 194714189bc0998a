package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.acceptance.VaultClient.Answer;

/** What only the real server shows of the REST interface: its edges. */
final class RestContractIT {

  private static final byte[] PIECE = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

  private static DemoRun demo;
  private static VaultClient admin;
  private static VaultClient anybody;

  @BeforeAll
  static void start(@TempDir Path folder) {
    demo = DemoRun.start(folder);
    admin = demo.admin("own-Admin-pass-1");
    anybody = demo.client();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ha",
        "/nope",
        "//api",
        "//api/v2/x",
        "//health/live",
        "//health",
        "//metrics",
        "//"
      })
  void everyAnswerHasTheSecurityHeaders(String path) {
    Answer answer = anybody.get(path);
    assertThat(answer.header("Strict-Transport-Security")).contains("max-age=");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/ha,401,unauthenticated",
    "/nope,404,not-found",
    "/application.wadl,404,not-found",
    "//api,404,not-found",
    "//api/v2/ha,404,not-found",
    "//health,404,not-found",
    "//health/nope,404,not-found",
    "//metrics,401,unauthenticated",
    "//openapi,401,unauthenticated"
  })
  void aRefusalIsAProblem(String path, int status, String code) {
    isProblem(anybody.get(path), status, code);
  }

  @Test
  void nothingOfTheApiIsKeptByCachesOrSetsACookie() {
    Answer answer = admin.get("/me").expect(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void theCookieOfThePagesHas256BitsAndIsForThisNodesPagesAlone() {
    assertThat(anybody.get("//").header("Set-Cookie"))
        .matches("__Host-vault=[A-Za-z0-9_-]{43};.*")
        .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/");
  }

  @Test
  void whatPagesFetchIsNotKeptByCachesEither() {
    assertThat(anybody.get("//?v-r=init&location=").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aWebSocketIsOpenedByPagesOfThisNodeAlone() {
    String push = "//VAADIN/push?v-r=push&v-uiId=0&X-Atmosphere-Transport=websocket";
    assertThat(anybody.handshake(push, "https://evil.example.org")).isEqualTo(403);
    assertThat(anybody.handshake(push, anybody.origin())).isNotEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "DELETE", "POST", "FOO"})
  void anotherMethodIsRefusedWithTheOnesThereAre(String method) {
    Answer answer = admin.send(admin.request("/ha").method(method, BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isNotEmpty();
  }

  @Test
  void traceIsRefused() {
    Answer answer = admin.send(admin.request("/ha").method("TRACE", BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).doesNotContain("Bearer");
  }

  @Test
  void headTellsWhatGetWouldButNeverExports() {
    assertThat(head("/me").status()).isEqualTo(200);
    assertThat(head("/export?secrets=true").status()).isEqualTo(405);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedHoweverItComes() {
    isProblem(
        admin.postRaw("/resources", "application/json", " ".repeat(1024 * 1024 + 1)),
        413,
        "too-large");
    isProblem(
        admin.send(
            admin
                .request("/resources")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArrays(Collections.nCopies(17, PIECE)))),
        413,
        "too-large");
  }

  @Test
  void anotherMediaTypeIsNeitherTakenNorMade() {
    isProblem(admin.postRaw("/resources", "text/plain", "{}"), 415, "unsupported-media-type");
    isProblem(
        admin.send(admin.request("/me").header("Accept", "application/xml").GET()),
        406,
        "not-acceptable");
  }

  @Test
  void anUnknownFieldIsMalformedAndNamed() {
    Answer answer = admin.post("/resources", Map.of("name", "x", "colour", "red"));
    isProblem(answer, 400, "malformed");
    assertThat(answer.json().path("violations").get(0).path("field").asText()).isEqualTo("colour");
  }

  @Test
  void anEditNeedsTheTagOfWhatIsEdited() {
    Answer made = admin.post("/resources", Map.of("name", "edited")).expect(201);
    String path = "/resources/" + made.id();
    assertThat(made.header("Location")).endsWith("/api/v1" + path);
    isProblem(admin.put(path, Map.of("name", "x")), 428, "if-match-needed");
    Answer edited = admin.put(path, made.header("ETag"), Map.of("name", "x")).expect(200);
    isProblem(admin.put(path, made.header("ETag"), Map.of("name", "y")), 412, "stale-version");
    assertThat(edited.header("ETag")).isNotEqualTo(made.header("ETag"));
    admin.delete(path).expect(204);
  }

  @Test
  void anExportIsRefusedBeforeItsFirstByte() {
    VaultClient reader = token(List.of("read"));
    isProblem(reader.get("/export?secrets=true"), 403, "forbidden");
    Answer csv = reader.get("/export").expect(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).startsWith("attachment");
  }

  @Test
  void metricsAndDescriptionAreForMonitorsAndAdmins() {
    VaultClient monitor = token(List.of("monitor"));
    for (VaultClient one : List.of(monitor, admin)) {
      assertThat(one.get("//metrics").expect(200).body()).contains("vault_audit_writable 1");
      JsonNode paths = one.get("//openapi").expect(200).json().path("paths");
      assertThat(paths.has("/api/v1/accounts/{id}/reveal")).isTrue();
    }
    isProblem(token(List.of("read")).get("//metrics"), 403, "forbidden");
    isProblem(monitor.get("/resources"), 403, "forbidden");
  }

  @Test
  void tooManyWrongTriesLockANameThatDoesNotExist() {
    var wrong = Map.of("username", "nobody-at-all", "password", "wrong");
    for (int i = 0; i < 5; i++) {
      isProblem(anybody.post("/sessions", wrong), 401, "invalid-credentials");
    }
    isProblem(anybody.post("/sessions", wrong), 401, "locked");
  }

  private static Answer head(String path) {
    return admin.send(admin.request(path).method("HEAD", BodyPublishers.noBody()));
  }

  private static VaultClient token(List<String> scopes) {
    Answer made =
        admin.post("/tokens", Map.of("name", "t " + scopes, "scopes", scopes)).expect(201);
    return admin.as(made.json().path("token").asText());
  }

  private static void isProblem(Answer answer, int status, String code) {
    answer.expect(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertThat(problem.path("violations").isArray()).isTrue();
    assertThat(answer.body()).doesNotContain("Exception", "\tat ", "Payara");
  }
}
