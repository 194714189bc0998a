package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.db.bundled.BundledPostgres;

/** One node from its first start to its end, with the real servers and a small application. */
class NodeLifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final TestInstallation node = TestInstallation.create();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aNodeServesOutlivesADeadDatabaseAndStopsCleanly() throws Exception {
    Path out = node.root().resolve("out.txt");
    Path err = node.root().resolve("err.txt");
    Process process = node.launch(out, err, "run", "--conf", node.conf().toString());

    await().atMost(PATIENCE).until(() -> Files.readString(out).contains("ready at"));
    String address = "https://localhost:" + node.load().server().https().port();
    assertThat(Files.readString(out).lines())
        .containsExactly("Tandem Vault: node test starts", "Tandem Vault: ready at " + address);
    assertThat(Files.readString(err)).isEmpty();
    assertThat(new HealthProbe(node.load()).ask().ready()).isTrue();
    assertThat(status().exit()).isZero();

    TestInstallation.Ended second = node.run("run", "--conf", node.conf().toString());
    assertThat(second.exit()).isEqualTo(78);
    assertThat(second.err()).contains("is in use by another node (process " + process.pid() + ")");

    OptionalLong killed = database().pid();
    kill(killed.orElseThrow());
    await()
        .atMost(PATIENCE)
        .until(() -> database().isRunning() && !database().pid().equals(killed));

    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(database().isRunning()).isFalse();
    assertThat(node.file("data/node.pid")).doesNotExist();
    assertThat(status().exit()).isEqualTo(4);
  }

  @Test
  void aKilledNodeLeavesItsDatabaseToTheNextStart() throws Exception {
    start();
    long database = database().pid().orElseThrow();
    long killed = new BackgroundNode(node.load()).pid().orElseThrow();
    kill(killed);
    await().atMost(PATIENCE).until(() -> new BackgroundNode(node.load()).pid().isEmpty());
    assertThat(database().pid()).hasValue(database);

    start();

    assertThat(database().pid()).hasValue(database);
    TestInstallation.Ended stopped = node.run("stop", "--conf", node.conf().toString());
    assertThat(stopped.out()).isEqualToIgnoringNewLines("Node test has stopped.");
    assertThat(database().isRunning()).isFalse();
  }

  @Test
  void aNodeInTheBackgroundTellsWhyItCannotStart() throws IOException {
    Files.delete(node.root().resolve("master.key"));

    TestInstallation.Ended refused = node.run("start", "--conf", node.conf().toString());

    assertThat(refused.exit()).isEqualTo(78);
    assertThat(refused.err().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("There is no master key file at");
  }

  @Test
  void aKeyOfAnotherDatabaseIsRefusedBeforeAnythingIsWritten() throws IOException {
    start();
    node.run("stop", "--conf", node.conf().toString());
    Path file = node.conf().resolve("database.conf");
    String before = Files.readString(file);
    Files.delete(node.root().resolve("master.key"));
    TestInstallation.Ended made = node.run("start", "--new-key", "--conf", node.conf().toString());

    assertThat(made.exit()).isEqualTo(78);
    assertThat(made.err()).contains("does not open with master key");
    assertThat(file).hasContent(before);
  }

  private void start() {
    TestInstallation.Ended started = node.run("start", "--conf", node.conf().toString());
    assertThat(started.err()).isEmpty();
    assertThat(started.out()).startsWith("Node test is ready at https://localhost:");
    assertThat(started.exit()).isZero();
  }

  private TestInstallation.Ended status() {
    return node.run("status", "--conf", node.conf().toString());
  }

  private BundledPostgres database() {
    return BundledPostgres.of(node.load());
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
  }
}
