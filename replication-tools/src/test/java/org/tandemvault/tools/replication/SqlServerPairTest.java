package org.tandemvault.tools.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.tools.Tools;
import picocli.CommandLine;

/** The command for two SQL Servers that are not there. */
class SqlServerPairTest {
  @TempDir private Path folder;
  private Path password;
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writePassword() throws IOException {
    password = Files.writeString(folder.resolve("password"), "hidden-word\n");
  }

  @Test
  void noFilesOfCertificatesAreAskedForSinceTheServersHaveTheirOwn() {
    run("setup", "--engine", "sqlserver");

    assertThat(err.toString())
        .contains("--master-host", "--slave-user", "--slave-password-file")
        .doesNotContain("--master-authority", "--slave-key");
  }

  @Test
  void aServerThatDoesNotAnswerIsToldInOneSentenceAndNothingIsPlanned() {
    int exit = run(reached("setup", "--dry-run"));

    assertThat(exit).isEqualTo(4);
    assertThat(err.toString())
        .startsWith("The server vault at 127.0.0.1:1 can't be reached: check host, port")
        .hasLineCount(1);
  }

  @Test
  void theLastTwoLinesAreTheStatusesAndNoPasswordIsTold() {
    int exit = run(reached("status"));

    assertThat(exit).isEqualTo(5);
    assertThat(out.toString())
        .endsWith("High Availability Status: Failed\nReplication Status: Failed\n");
    assertThat(out + err.toString()).doesNotContain("hidden-word");
  }

  @Test
  void anUnknownWayToSignInIsWrongUsage() {
    assertThat(run(reached("status", "--slave-auth=ntlm"))).isEqualTo(2);
    assertThat(err.toString()).contains("--slave-auth is 'ntlm': say sql, windows or kerberos");
  }

  @Test
  void theAccountOfThisProcessNeedsNeitherUserNorPassword() {
    run("status", "--engine=sqlserver", "--master-auth=windows", "--master-host=127.0.0.1");
    assertThat(err.toString())
        .contains("--slave-user")
        .doesNotContain("--master-user", "--master-password-file");
  }

  private String[] reached(String... first) {
    String[] rest = {
      "--engine=sqlserver",
      "--master-host=127.0.0.1",
      "--master-port=1",
      "--master-user=sa",
      "--master-password-file=" + password,
      "--slave-host=127.0.0.1",
      "--slave-port=1",
      "--slave-user=sa",
      "--slave-password-file=" + password
    };
    String[] all = new String[first.length + rest.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
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
