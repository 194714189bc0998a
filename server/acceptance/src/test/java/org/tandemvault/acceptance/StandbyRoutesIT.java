package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tandemvault.acceptance.DemoRun.PRIMARY;
import static org.tandemvault.acceptance.DemoRun.STANDBY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route that a standby describes, called by every role: nothing replicated changes. */
final class StandbyRoutesIT {

  private static final String OWN = "own-Admin-pass-1";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private static final String SIGN_OUT = "delete /sessions/current";

  /** What is no change of the vault, or belongs to this node alone. */
  private static final Set<String> SERVED_ON_A_STANDBY =
      Set.of(
          "post /sessions",
          SIGN_OUT,
          "post /accounts/{id}/reveal",
          "post /passwords/generate",
          "post /users/{id}/unlock",
          "post /ha/drill");

  private static DemoRun demo;
  private static Tandem tandem;
  private static VaultClient admin;
  private static final Map<String, String> SESSIONS = new LinkedHashMap<>();
  private static final Map<String, String> IDS = new LinkedHashMap<>();

  @BeforeAll
  static void start(@TempDir Path folder) {
    demo = DemoRun.startBoth(folder);
    tandem = new Tandem(demo);
    admin = demo.admin(OWN);
    for (String role : List.of("admin", "password-admin", "user", "auditor")) {
      SESSIONS.put(role, sessionOf("walker-" + role, role));
    }
    IDS.put("folders", admin.post("/folders", Map.of("name", "f")).expect(201).id());
    IDS.put("resources", admin.post("/resources", Map.of("name", "r")).expect(201).id());
    IDS.put(
        "accounts",
        admin
            .post(
                "/resources/" + IDS.get("resources") + "/accounts",
                Map.of("login", "l", "password", "kept"))
            .expect(201)
            .id());
    IDS.put("groups", admin.post("/groups", Map.of("name", "g")).expect(201).id());
    IDS.put("policies", newPolicy());
    IDS.put("tokens", admin.get("/tokens").json().path("items").path(0).path("id").asText("0"));
    share("resources");
    share("folders");
    tandem.awaitEqual();
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void noRouteChangesWhatIsReplicated() {
    Map<String, String> before = withoutAudit(tandem.digest(STANDBY));
    List<String> wrong = new ArrayList<>();
    int writes = 0;
    for (var session : SESSIONS.entrySet()) {
      VaultClient caller = demo.client(STANDBY).as(session.getValue());
      for (String route : routes()) {
        int status = call(caller, route).status();
        boolean write = !route.startsWith("get ") && !SERVED_ON_A_STANDBY.contains(route);
        writes += write ? 1 : 0;
        if (write ? status != 409 : status >= 500 || status == 409) {
          wrong.add(session.getKey() + ": " + route + " answered " + status);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(writes).as("calls that would have changed something").isGreaterThan(100);
    assertThat(withoutAudit(tandem.digest(STANDBY))).isEqualTo(before);
    assertThat(withoutAudit(tandem.digest(PRIMARY))).isEqualTo(before);
    tandem.awaitEqual();
  }

  /** {@code "put /accounts/{id}"}, as the standby itself describes them. */
  private static List<String> routes() {
    VaultClient describer = demo.client(STANDBY).as(session("admin"));
    JsonNode paths =
        describer
            .send(describer.request("//openapi").header("Accept", "application/json").GET())
            .expect(200)
            .json()
            .path("paths");
    var routes = new ArrayList<String>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (METHODS.contains(method)) {
                            routes.add(method + " " + path.getKey().replace("/api/v1", ""));
                          }
                        }));
    assertThat(routes).hasSizeGreaterThan(50).contains("put /accounts/{id}/password");
    routes.remove(SIGN_OUT);
    routes.add(SIGN_OUT);
    return routes;
  }

  private static String session(String name) {
    return demo.client(STANDBY)
        .post("/sessions", Map.of("username", name, "password", OWN))
        .expect(201)
        .json()
        .path("token")
        .asText();
  }

  private static VaultClient.Answer call(VaultClient caller, String route) {
    String[] words = route.split(" ");
    String kind = words[1].split("/")[1];
    String path = words[1].replace("{id}", IDS.getOrDefault(kind, "0"));
    var request = caller.request(path).header("If-Match", "\"1\"");
    String type = kind.equals("import") ? "text/csv" : "application/json";
    String body = words[0].equals("get") || words[0].equals("delete") ? "" : body(route);
    return caller.send(
        (body.isEmpty() ? request : request.header("Content-Type", type))
            .method(
                words[0].toUpperCase(Locale.ROOT),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  /** What would do it on a primary. */
  private static String body(String route) {
    return switch (route) {
      case "post /sessions" -> "{\"username\":\"nobody\",\"password\":\"x\"}";
      case "post /me/password" -> "{\"current\":\"" + OWN + "\",\"next\":\"another-Phrase-1\"}";
      case "put /accounts/{id}/password" -> "{\"generate\":true}";
      case "post /tokens" -> "{\"name\":\"n\",\"scopes\":[\"read\"]}";
      case "post /users" -> "{\"name\":\"n\",\"roles\":[\"user\"]}";
      case "post /resources/{id}/accounts" -> "{\"login\":\"n\",\"password\":\"p\"}";
      case "post /import" ->
          "resource,type,address,folder,description,login,password,notes\nn,,,,,l,p,\n";
      default -> route.endsWith("/shares") ? "{\"items\":[]}" : named(route);
    };
  }

  private static String named(String route) {
    boolean takesName = Set.of("resources", "folders", "groups").contains(route.split("/")[1]);
    return takesName ? "{\"name\":\"n\"}" : "{}";
  }

  private static String newPolicy() {
    var policy = new LinkedHashMap<String, Object>();
    policy.put("name", "p");
    policy.put("minLength", 12);
    List.of("upper", "lower", "digits", "symbols").forEach(kind -> policy.put(kind, true));
    policy.put("maxAgeDays", 0);
    policy.put("requireReason", false);
    return admin.post("/policies", policy).expect(201).id();
  }

  /** A session on the standby. */
  private static String sessionOf(String name, String role) {
    var user =
        admin.post("/users", Map.of("name", name, "roles", List.of(role))).expect(201).json();
    IDS.put("users", user.path("id").asText());
    demo.client().signedIn(name, user.path("initialPassword").asText(), OWN);
    tandem.awaitEqual();
    return session(name);
  }

  private static void share(String kind) {
    String path = "/" + kind + "/" + IDS.get(kind) + "/shares";
    var items = new ArrayList<Object>();
    admin.get(path).expect(200).json().path("items").forEach(items::add);
    for (JsonNode user : admin.get("/users").expect(200).json().path("items")) {
      if (user.path("name").asText().startsWith("walker-")) {
        items.add(
            Map.of(
                "principal",
                Map.of("type", "user", "id", user.path("id").asText()),
                "right",
                "manage"));
      }
    }
    var answer = admin.put(path, Map.of("items", items));
    assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
  }

  private static Map<String, String> withoutAudit(Map<String, String> digests) {
    var rest = new LinkedHashMap<>(digests);
    rest.remove("audit_event");
    return rest;
  }
}
