package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;

/** The demo with a small application, run by the real main in a process of its own. */
class DemoCommandTest {
  private static final List<String> NODES = List.of("primary", "standby");
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final TestInstallation installation = TestInstallation.create();
  private final Path folder = installation.root().resolve("demo");

  @AfterEach
  void close() throws IOException {
    for (String node : NODES) {
      if (Files.exists(folder.resolve(node).resolve("data"))) {
        new BackgroundNode(load(node)).stop();
      }
    }
    installation.close();
  }

  @Test
  void aDemoRunsTwoNodesKeepsOthersOffItsFolderAndLeavesNothingRunning() throws Exception {
    Process process = installation.launch(out(), err(), demo());

    awaitReady(process);
    Properties told = properties();
    for (String node : NODES) {
      assertThat(told.stringPropertyNames())
          .contains(node + ".url", node + ".pid", node + ".conf", node + ".db.url");
      assertThat(ProcessHandle.of(pid(told, node))).isPresent();
    }
    assertThat(told.stringPropertyNames())
        .contains("ca.path", "db.owner.user", "db.owner.password", "master.key.path");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");

    assertRefused(installation.run("demo", "--data", folder.toString()), "Another demo uses");

    process.destroy();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    for (String node : NODES) {
      assertThat(new BackgroundNode(load(node)).pid()).isEmpty();
      assertThat(BundledPostgres.of(load(node)).isRunning()).isFalse();
    }
  }

  @Test
  void theLinkIsCutAndHealedAndAKilledStandbyIsStartedAgain() throws Exception {
    Process process = installation.launch(out(), err(), demo());
    awaitReady(process);

    assertThat(link("status")).contains("is whole");
    assertThat(link("cut")).contains("is cut");
    assertThat(link("heal")).contains("is whole");
    ProcessHandle.of(pid(properties(), "standby")).orElseThrow().destroyForcibly();
    await().atMost(PATIENCE).until(() -> Files.readString(out()).contains("standby has ended"));
    Path again = installation.root().resolve("again.txt");
    Process second =
        installation.launch(again, err(), "demo", "--data", folder.toString(), "--node", "standby");

    await().atMost(PATIENCE).until(() -> Files.readString(again).contains("\nReady\n"));
    assertThat(process.isAlive()).isTrue();
    assertThat(ProcessHandle.of(pid(properties(), "standby"))).isPresent();
    process.destroy();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFolderThatIsNoDemoIsLeftAlone() throws IOException {
    Path letter = Files.createDirectories(folder).resolve("letter.txt");
    Files.writeString(letter, "dear");

    assertRefused(
        installation.run("demo", "--data", folder.toString(), "--reset"), "is not a demo's folder");
    assertRefused(installation.run("demo", "--data", folder.toString()), "is not a demo's folder");
    assertThat(letter).hasContent("dear");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(letter));
  }

  @Test
  void aStandbyWithNothingToFollowIsRefused() throws Exception {
    String[] alone = demo();
    List<String> words = new ArrayList<>(List.of(alone));
    words.addAll(List.of("--node", "standby"));

    assertRefused(installation.run(words.toArray(String[]::new)), "has nothing yet to follow");
  }

  @Test
  void theLinkOfADemoThatDoesNotRunIsToldSo() {
    TestInstallation.Ended ended =
        installation.run("demo-link", "--data", folder.toString(), "status");

    assertThat(ended.err()).contains("No demo runs in");
    assertThat(ended.exit()).isEqualTo(4);
  }

  private String[] demo() throws IOException {
    return new String[] {
      "demo",
      "--data",
      folder.toString(),
      "--port",
      port(),
      "--db-port",
      port(),
      "--heartbeat-port",
      port(),
      "--standby-port",
      port(),
      "--standby-db-port",
      port(),
      "--standby-heartbeat-port",
      port()
    };
  }

  private void awaitReady(Process process) {
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(out()).contains("\nReady\n") || !process.isAlive());
    assertThat(err()).content().isEmpty();
    assertThat(out()).content().contains("\nReady\n");
  }

  private String link(String order) {
    return installation.run("demo-link", "--data", folder.toString(), order).out();
  }

  private static long pid(Properties told, String node) {
    return Long.parseLong(told.getProperty(node + ".pid"));
  }

  private VaultConf load(String node) {
    return VaultConf.load(folder.resolve(node).resolve("conf"));
  }

  private Path out() {
    return installation.root().resolve("out.txt");
  }

  private Path err() {
    return installation.root().resolve("err.txt");
  }

  private Path file() {
    return folder.resolve("demo.properties");
  }

  private Properties properties() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file())) {
      properties.load(in);
    }
    return properties;
  }

  private static String port() throws IOException {
    return Integer.toString(TestInstallation.freePort());
  }

  private static void assertRefused(TestInstallation.Ended ended, String reason) {
    assertThat(ended.err()).contains(reason);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.exit()).isEqualTo(78);
  }
}
