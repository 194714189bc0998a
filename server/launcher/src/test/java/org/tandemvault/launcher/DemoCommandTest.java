package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;

/** The demo with a small application, run by the real main in a process of its own. */
class DemoCommandTest {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final TestInstallation installation = TestInstallation.create();
  private final Path folder = installation.root().resolve("demo");

  @AfterEach
  void close() throws IOException {
    if (Files.exists(folder.resolve("primary/data"))) {
      new BackgroundNode(VaultConf.load(folder.resolve("primary/conf"))).stop();
    }
    installation.close();
  }

  @Test
  void aDemoSaysReadyKeepsOthersOffItsFolderAndLeavesNothingRunning() throws Exception {
    Path out = installation.root().resolve("out.txt");
    Path err = installation.root().resolve("err.txt");
    String[] demo = {"demo", "--data", folder.toString(), "--port", port(), "--db-port", port()};
    Process process = installation.launch(out, err, demo);

    await().atMost(PATIENCE).until(() -> Files.readString(out).contains("\nReady\n"));
    assertThat(Files.readString(err)).isEmpty();
    Properties told = properties();
    assertThat(told.stringPropertyNames())
        .contains("primary.url", "primary.pid", "primary.conf", "primary.db.url", "ca.path")
        .contains("db.owner.user", "db.owner.password", "master.key.path");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(ProcessHandle.of(Long.parseLong(told.getProperty("primary.pid")))).isPresent();

    assertRefused(installation.run("demo", "--data", folder.toString()), "Another demo uses");

    process.destroy();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    VaultConf conf = VaultConf.load(folder.resolve("primary/conf"));
    assertThat(new BackgroundNode(conf).pid()).isEmpty();
    assertThat(BundledPostgres.of(conf).isRunning()).isFalse();
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
  void aStandbyThatThisDemoHasNotIsWrongUsage() {
    TestInstallation.Ended ended =
        installation.run("demo", "--data", folder.toString(), "--node", "standby");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(folder).doesNotExist();
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
