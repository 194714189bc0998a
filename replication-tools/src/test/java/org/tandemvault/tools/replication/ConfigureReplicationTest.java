package org.tandemvault.tools.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** The command without a server: what it asks for and how it refuses. */
class ConfigureReplicationTest {
  private static final String UNREACHABLE =
      """
      master.host = 127.0.0.1
      master.port = 1
      master.user = postgres
      master.authority = /a
      master.certificate = /c
      master.key = /k
      slave.host = 127.0.0.1
      slave.port = 1
      slave.user = postgres
      slave.authority = /a
      slave.certificate = /c
      slave.key = /k
      """;

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @Test
  void allThatIsMissingIsToldAtOnce() {
    assertThat(run("status", "--master-host", "db1")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--master-user", "--slave-host", "--slave-user", "--slave-password-file")
        .doesNotContain("--master-host")
        .hasLineCount(1);
  }

  @Test
  void settingUpNeedsTheFilesByWhichTheServersKnowEachOther() {
    run("setup");

    assertThat(err.toString())
        .contains("--master-authority", "--master-certificate", "--master-key", "--slave-key");
  }

  @Test
  void serversThatDoNotAnswerAreToldAndTheLastTwoLinesAreTheStatuses() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    Path config = Files.writeString(folder.resolve("config"), UNREACHABLE);

    int exit =
        run(
            "status",
            "--config",
            config.toString(),
            "--master-password-file",
            password.toString(),
            "--slave-password-file",
            password.toString());

    assertThat(exit).isEqualTo(5);
    assertThat(out.toString())
        .endsWith("High Availability Status: Failed\nReplication Status: Failed\n");
    assertThat(err.toString() + out).doesNotContain("secret");
  }

  @Test
  void nothingIsPlannedForServersThatDoNotAnswer() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    Path config = Files.writeString(folder.resolve("config"), UNREACHABLE);

    int exit =
        run(
            "--dry-run",
            "--config=" + config,
            "--master-password-file=" + password,
            "--slave-password-file=" + password);

    assertThat(exit).isEqualTo(4);
    assertThat(err.toString()).contains("vault at 127.0.0.1:1");
  }

  @Test
  void anUnknownKeyOfTheConfigFileIsAnError() throws IOException {
    Path config = Files.writeString(folder.resolve("c"), "master.hots = db1\n");

    assertThat(run("status", "--config", config.toString())).isEqualTo(78);

    assertThat(err.toString()).contains("master.hots: is no key of this file");
  }

  @Test
  void aPasswordOnTheCommandLineIsRefusedAndNotRepeated() {
    assertThat(run("status", "--master-password=hidden-word")).isEqualTo(2);
    assertThat(run("status", "--slave-password", "hidden-word")).isEqualTo(2);

    assertThat(err.toString()).contains("name a file").doesNotContain("hidden-word");
  }

  @Test
  void aWrongWordIsWrongUsage() {
    assertThat(run("destroy")).isEqualTo(2);
  }

  private int run(String... words) {
    CommandLine line = Tools.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    String[] all = new String[words.length + 1];
    all[0] = "configure-replication";
    System.arraycopy(words, 0, all, 1, words.length);
    return line.execute(all);
  }
}
