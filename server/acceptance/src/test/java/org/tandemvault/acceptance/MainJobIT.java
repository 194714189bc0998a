package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault's main job through REST, on a real node with its real database. */
final class MainJobIT {

  private static final String ADMIN = "own-Admin-pass-1";
  private static final String PASSWORD = "pä55 \t\"w\\örd\uD83D\uDD11 ";

  private static DemoRun demo;
  private static VaultClient admin;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    demo = DemoRun.start(folder);
    admin = demo.admin(ADMIN);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void aPasswordIsKeptSharedRevealedAndAudited() {
    VaultClient keeper = newUser("keeper", "password-admin");
    VaultClient reader = newUser("reader", "user");
    String resource =
        keeper.post("/resources", Map.of("name", "db-1 Zürich", "type", "linux")).expect(201).id();
    String account =
        keeper
            .post(
                "/resources/" + resource + "/accounts",
                Map.of("login", "root", "password", PASSWORD))
            .expect(201)
            .id();

    reader.get("/accounts/" + account).expect(404);
    reader.post("/accounts/" + account + "/reveal", Map.of()).expect(404);
    share(keeper, "/accounts/" + account + "/shares", "reader");
    JsonNode shown =
        reader
            .post("/accounts/" + account + "/reveal", Map.of("reason", "night shift"))
            .expect(200)
            .json();

    assertThat(shown.path("password").asText()).isEqualTo(PASSWORD);
    assertThat(shown.path("lagSeconds").asLong()).isZero();
    JsonNode reveals = admin.get("/audit?action=reveal&actor=reader").expect(200).json();
    assertThat(reveals.path("items"))
        .anySatisfy(
            e -> {
              assertThat(e.path("target").path("id").asText()).isEqualTo(account);
              assertThat(e.path("outcome").asText()).isEqualTo("ok");
              assertThat(e.path("reason").asText()).contains("night shift");
            });
    assertThat(admin.get("/audit/verify").expect(200).json().path("ok").asBoolean()).isTrue();
  }

  @Test
  void aDatabaseOwnerFindsNoPasswordInTheDataFiles() throws Exception {
    VaultClient keeper = newUser("keeper-of-files", "password-admin");
    String needle = "needle-that-must-not-be-found-4711";
    String resource = keeper.post("/resources", Map.of("name", "files")).expect(201).id();
    keeper
        .post(
            "/resources/" + resource + "/accounts",
            Map.of("login", "root", "password", needle, "notes", needle))
        .expect(201);

    try (var files = Files.walk(demo.data())) {
      List<Path> telling =
          files.filter(Files::isRegularFile).filter(f -> holds(f, needle)).toList();
      assertThat(telling).isEmpty();
    }
  }

  @Test
  void healthTellsWithoutSigningIn() {
    VaultClient anybody = demo.client();
    assertThat(anybody.get("//health/live").status()).isEqualTo(200);
    assertThat(anybody.get("//health/ready").status()).isEqualTo(200);
    assertThat(anybody.get("//ha/active").status()).isEqualTo(200);
    assertThat(anybody.get("//ha/readable").status()).isEqualTo(200);
    assertThat(anybody.get("//metrics").status()).isEqualTo(401);
    assertThat(anybody.get("//openapi").status()).isEqualTo(401);
    JsonNode ha = admin.get("/ha").expect(200).json();
    assertThat(ha.path("haStatus").asText()).as("a primary alone").isEqualTo("Failed");
    assertThat(ha.path("reason").asText()).isNotBlank();
  }

  private static VaultClient newUser(String name, String role) {
    JsonNode created =
        admin.post("/users", Map.of("name", name, "roles", List.of(role))).expect(201).json();
    return demo.client()
        .signedIn(name, created.path("initialPassword").asText(), "own-Pass-of-" + name + "-1");
  }

  private static void share(VaultClient by, String path, String user) {
    String id =
        admin
            .get("/users")
            .expect(200)
            .json()
            .path("items")
            .valueStream()
            .filter(u -> u.path("name").asText().equals(user))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    var items = new java.util.ArrayList<Object>();
    by.get(path).expect(200).json().path("items").forEach(items::add);
    items.add(Map.of("principal", Map.of("type", "user", "id", id), "right", "view"));
    by.put(path, Map.of("items", items)).expect(200);
  }

  private static boolean holds(Path file, String needle) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains(needle);
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
