package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tandemvault.acceptance.DemoRun.PRIMARY;
import static org.tandemvault.acceptance.DemoRun.STANDBY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code bin/RotateKey.sh} run for real on the nodes of a running demo. */
final class KeyTool {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DemoRun demo;

  KeyTool(DemoRun demo) {
    this.demo = demo;
  }

  /** How a run ended. */
  record Ended(int exit, String said) {

    String good() {
      assertThat(exit).as(said).isZero();
      return said;
    }
  }

  Ended run(String node, String... words) {
    try {
      Process process = start(node, words);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills a run as soon as its order lies in the node's data folder. */
  void breakOff(String node, String... words) {
    try {
      Process process = start(node, words);
      Path order = Path.of(demo.property(node + ".conf")).resolveSibling("data/key-order.conf");
      await("the order").atMost(PATIENCE).until(() -> Files.exists(order) || !process.isAlive());
      process.destroyForcibly();
      await("the end").atMost(PATIENCE).until(() -> !process.isAlive());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(String node, String... words) throws IOException {
    var command = new ArrayList<String>();
    command.add(DemoRun.project().resolve("bin/RotateKey.sh").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("--conf", demo.property(node + ".conf")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  /** Everything about keys, while {@code atWork} goes on changing what is kept. */
  void changeAll(VaultClient primary, VaultClient standby, Runnable atWork) throws IOException {
    assertThat(run(STANDBY, "rotate").exit()).isEqualTo(3);
    breakOff(PRIMARY, "rotate");
    atWork.run();
    assertThat(run(PRIMARY, "rotate").good()).contains("All values are sealed under data key 2");

    run(PRIMARY, "rekey").good();
    Path fresh = newestKey();
    atWork.run();
    await("the standby to ask for the new file")
        .atMost(PATIENCE)
        .until(() -> reason(standby).contains("needs the new master key file"));
    assertThat(standby.get("/ha").json().path("haStatus").asText()).isEqualTo("Alive");
    assertThat(run(STANDBY, "verify").exit()).isEqualTo(5);
    assertThat(run(STANDBY, "verify", "--key", fresh.toString()).good()).contains("fits");
    run(STANDBY, "rekey", "--new-key", fresh.toString()).good();
    await("the standby to have it").atMost(PATIENCE).until(() -> reason(standby).isEmpty());
    assertThat(run(PRIMARY, "verify").good()).contains(fresh.toString());
    assertThat(primary.get("/audit?action=key-rekey").json().toString()).contains("Master key");
  }

  private static String reason(VaultClient node) {
    return node.get("/ha").json().path("reason").asText();
  }

  private Path newestKey() throws IOException {
    try (Stream<Path> files = Files.list(demo.data())) {
      return files
          .filter(file -> file.getFileName().toString().matches("master-.*\\.key"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }
}
