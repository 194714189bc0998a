package org.tandemvault.tools.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Answer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;
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
        .startsWith("Nothing at 127.0.0.1:1 shows a certificate")
        .contains("Check host, port, firewall")
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

  @Test
  void everythingThatIsWrongAtTheDoorIsOneSentenceAndLeavesNothing() throws Exception {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(folder).add(certificates.authority().certificate());
    String store = "--master-trust-store=" + folder.resolve("truststore.p12");

    try (FakeTdsServer unknown =
            FakeTdsServer.start(new TestCertificates().good("127.0.0.1"), Manner.USUAL);
        FakeTdsServer expired =
            FakeTdsServer.start(certificates.expired("127.0.0.1"), Manner.USUAL);
        FakeTdsServer other = FakeTdsServer.start(certificates.good("db1"), Manner.USUAL);
        FakeTdsServer plain = FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.PLAIN);
        FakeTdsServer login =
            FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.refusing(18456));
        FakeTdsServer database =
            FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.refusing(4060));
        ServerSocket silent = listener("")) {
      refused(78, "from an authority that this node does not know", port(unknown), store);
      refused(78, "expired on", port(expired), store);
      refused(78, "is for db1, not for 127.0.0.1", port(other), store);
      refused(4, "does not encrypt", port(plain), store);
      refused(3, "refuses the login sa", port(login), store);
      refused(6, "There is no database vault", port(database), store);
      refused(4, "shows a certificate", "--master-port=" + silent.getLocalPort(), store);
      refused(4, "is not known", "--master-host=no-such-host.invalid", store);
      assertThat(login.batches()).isEmpty();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("password", "truststore.p12");
    }
  }

  @Test
  void strictAndTheNameInTheCertificateAreTakenFromFlagsAndFile() throws Exception {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(folder).add(certificates.authority().certificate());
    String lines =
        "SIDE.user = CORP\\sa\nSIDE.auth = sql\nSIDE.tls-strict = yes\n"
            + "SIDE.certificate-host = db1\nSIDE.trust-store = "
            + folder.resolve("truststore.p12")
            + "\n";
    Path config =
        Files.writeString(
            folder.resolve("both.conf"),
            lines.replace("SIDE", "master") + lines.replace("SIDE", "slave"));

    try (FakeTdsServer strict = FakeTdsServer.start(certificates.good("db1"), Manner.STRICT);
        FakeTdsServer usual = FakeTdsServer.start(certificates.good("db1"), Manner.USUAL)) {
      run(
          with(
              "--config=" + config,
              "--master-port=" + strict.port(),
              "--slave-port=" + usual.port(),
              "--slave-tls-strict=false"));

      assertThat(err.toString()).contains("knows no replication of SQL Server's kind");
      assertThat(strict.batches()).isNotEmpty();
      assertThat(usual.batches()).isNotEmpty();
    }
    assertThat(run(reached("setup", "--slave-tls-strict=perhaps"))).isEqualTo(2);
    assertThat(err.toString()).contains("--slave-tls-strict is 'perhaps': say true or false");
  }

  @Test
  void aServerThatOnlySpeaksLikeSqlServerIsNamedAndNothingIsDone() {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(folder).add(certificates.authority().certificate());
    String product = "Babelfish for PostgreSQL with SQL Server Compatibility - 12.0.2000.8";

    try (FakeTdsServer server =
        FakeTdsServer.start(
            certificates.good("127.0.0.1"),
            Manner.USUAL,
            sql ->
                sql.contains("DB_ID(")
                    ? Answer.table(List.of("base", "thing"), List.of(List.of(1, 1)))
                    : sql.contains("@@VERSION")
                        ? Answer.table(List.of("product"), List.of(List.of(product)))
                        : Answer.DONE)) {
      refused(
          78,
          "is '" + product + "', not Microsoft SQL Server",
          port(server),
          "--slave-port=" + server.port(),
          "--slave-trust-store=" + folder.resolve("truststore.p12"),
          "--master-trust-store=" + folder.resolve("truststore.p12"));
      assertThat(server.batches()).noneMatch(sql -> sql.contains("hidden-word"));
    }
  }

  private void refused(int exit, String sentence, String... more) {
    for (String action : List.of("--dry-run", "setup")) {
      err.getBuffer().setLength(0);
      out.getBuffer().setLength(0);
      String[] first = Stream.concat(Stream.of(action), Stream.of(more)).toArray(String[]::new);
      assertThat(run(reachedBut(first))).as(err.toString()).isEqualTo(exit);
      assertThat(err.toString()).contains(sentence).hasLineCount(1);
      assertThat(out + err.toString()).doesNotContain("hidden-word");
    }
  }

  private static String port(FakeTdsServer server) {
    return "--master-port=" + server.port();
  }

  /** Takes connections and says something, or nothing; it never answers. */
  private static ServerSocket listener(String words) throws IOException {
    ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                  client.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                  return;
                }
              }
            });
    return socket;
  }

  /** The usual words, but those that are given. */
  private String[] reachedBut(String... given) {
    List<String> names = Stream.of(given).map(word -> word.replaceAll("=.*", "")).toList();
    return Stream.concat(
            Stream.of(given),
            Stream.of(reached()).filter(word -> !names.contains(word.replaceAll("=.*", ""))))
        .toArray(String[]::new);
  }

  /** As {@link #reached}, without the users, which the file names. */
  private String[] with(String... given) {
    return Stream.of(reachedBut(given))
        .filter(word -> !word.matches("--(master|slave)-user.*"))
        .toArray(String[]::new);
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
