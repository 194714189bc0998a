package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tandemvault.acceptance.DemoRun.PRIMARY;
import static org.tandemvault.acceptance.DemoRun.STANDBY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby becomes the primary while the old one lives on behind a cut link. */
final class PromotionIT {

  private static final String OWN = "own-Admin-pass-1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static DemoRun demo;
  private static Tandem tandem;
  private static String token;

  /** What a command said, and its exit code. */
  private record Said(int exit, String text) {}

  @BeforeAll
  static void start(@TempDir Path folder) {
    demo = DemoRun.startBoth(folder);
    tandem = new Tandem(demo);
    token =
        demo.admin(OWN)
            .post(
                "/tokens",
                Map.of("name", "t", "scopes", List.of("read", "reveal", "write", "admin")))
            .expect(201)
            .json()
            .path("token")
            .asText();
    tandem.awaitEqual();
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void thePromotedStandbyTakesChangesTheOldPrimaryRefusesThemAndBecomesItsStandby()
      throws Exception {
    Said refused = promote(STANDBY);
    assertThat(refused.exit()).as(refused.text()).isEqualTo(3);
    assertThat(refused.text()).contains("The primary primary is alive", "--force");

    demo.link("cut");
    tandem.awaitStatus("Failed");
    create(PRIMARY, "never-arrived").expect(201);
    Said promoted = promote(STANDBY);
    assertThat(promoted.exit()).as(promoted.text()).isZero();
    assertThat(promoted.text()).contains("last heartbeat from it", "takes changes now");
    assertThat(demo.client(STANDBY).get("//ha/active").status()).isEqualTo(200);
    create(STANDBY, "made-after").expect(201);

    demo.link("heal");
    await("the old primary to refuse changes")
        .atMost(PATIENCE)
        .until(() -> create(PRIMARY, "split-brain").status() == 409);
    JsonNode problem = create(PRIMARY, "split-brain").expect(409).json();
    assertThat(problem.path("code").asText()).isEqualTo("read-only-node");
    assertThat(problem.path("primary").asText()).isEqualTo(demo.property("standby.url"));
    assertThat(demo.client(PRIMARY).get("//ha/active").status()).isEqualTo(503);
    assertThat(names(PRIMARY)).as("reads go on").contains("never-arrived");

    Said warned = promote(PRIMARY, "rejoin");
    assertThat(warned.exit()).as(warned.text()).isEqualTo(3);
    assertThat(warned.text()).contains("resource-create", "never-arrived", "--force");
    Said rejoined = promote(PRIMARY, "rejoin", "--force");
    assertThat(rejoined.exit()).as(rejoined.text()).isZero();

    tandem.awaitStatus("Alive");
    create(STANDBY, "made-with-both").expect(201);
    tandem.awaitEqual();
    assertThat(names(PRIMARY))
        .contains("made-after", "made-with-both")
        .doesNotContain("never-arrived");
    create(PRIMARY, "on-a-standby").expect(409);
    assertThat(Tandem.chains(client(PRIMARY))).isEqualTo(Tandem.chains(client(STANDBY)));
    assertThat(client(STANDBY).get("/audit?node=primary&limit=500").expect(200).body())
        .as("the audit of what was taken back")
        .contains("never-arrived");
  }

  private static VaultClient client(String node) {
    return demo.client(node).as(token);
  }

  private static VaultClient.Answer create(String node, String name) {
    return client(node).post("/resources", Map.of("name", name));
  }

  private static List<String> names(String node) {
    var names = new ArrayList<String>();
    client(node)
        .get("/resources")
        .expect(200)
        .json()
        .path("items")
        .forEach(item -> names.add(item.path("name").asText()));
    return names;
  }

  private static Said promote(String node, String... more)
      throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(DemoRun.project().resolve("bin/promote.sh").toString());
    words.addAll(List.of(more));
    words.addAll(List.of("--conf", demo.property(node + ".conf")));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
