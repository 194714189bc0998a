package org.tandemvault.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tandemvault.crypto.certificate.TrustStoreFile;
import org.tandemvault.db.tls.FakeTdsServer;
import org.tandemvault.db.tls.FakeTdsServer.Answer;
import org.tandemvault.db.tls.FakeTdsServer.Manner;
import org.tandemvault.db.tls.TestCertificates;

/** A script as a person runs it, looked at while it is signed in to a server. */
class HiddenPasswordsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String PASSWORD = "Nobody-else's-p4ssword";

  @TempDir private Path home;
  private final CountDownLatch signedIn = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(1);

  @BeforeEach
  void install() throws IOException {
    ProcessList.assumeThereIsOne();
    for (String script : List.of("ConfigureReplication.sh", "lib/common.sh")) {
      Path copy = home.resolve("bin").resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(ROOT.resolve("bin").resolve(script), copy);
      assertThat(copy.toFile().setExecutable(true)).isTrue();
    }
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("lib"));
    jar(home.resolve("lib/replication-tools.jar"));
    Files.writeString(home.resolve("password"), PASSWORD + "\n");
  }

  @Test
  void aScriptShowsNoPasswordInTheProcessListNorLeavesOneInAFile() throws Exception {
    TestCertificates certificates = new TestCertificates();
    TrustStoreFile.in(home.resolve("conf")).add(certificates.authority().certificate());
    try (FakeTdsServer server =
            FakeTdsServer.start(certificates.good("127.0.0.1"), Manner.USUAL, sql -> answer());
        ProcessList list = ProcessList.watchedFor(PASSWORD)) {
      Process script = start(server.port());
      try {
        assertThat(signedIn.await(120, TimeUnit.SECONDS)).as(said()).isTrue();
        list.look();
        assertThat(shown(script)).contains("configure-replication").doesNotContain(PASSWORD);
        looked.countDown();
        assertThat(script.waitFor(120, TimeUnit.SECONDS)).isTrue();
      } finally {
        looked.countDown();
        script.destroyForcibly();
      }
      assertThat(script.exitValue()).as(said()).isEqualTo(78);
      assertThat(list.leaks()).isEmpty();
      assertThat(server.batches()).isNotEmpty().noneMatch(sql -> sql.contains(PASSWORD));
    }
    assertThat(ProcessList.filesWith(home, List.of(PASSWORD), home.resolve("password"))).isEmpty();
  }

  /** The first look waits until the processes were looked at; then it is no SQL Server. */
  private Answer answer() {
    signedIn.countDown();
    try {
      return looked.await(120, TimeUnit.SECONDS) ? Answer.DONE : Answer.BREAK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.BREAK;
    }
  }

  /** What the script and all that it started show. */
  private static String shown(Process script) {
    return Stream.concat(Stream.of(script.toHandle()), script.descendants())
        .map(process -> ProcessList.of(process.pid()))
        .collect(Collectors.joining("\n"));
  }

  private String said() throws IOException {
    return Files.readString(home.resolve("said"));
  }

  private Process start(int port) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(home.resolve("bin/ConfigureReplication.sh").toString(), "setup"));
    words.add("--engine=sqlserver");
    for (String side : List.of("master", "slave")) {
      words.add("--" + side + "-host=127.0.0.1");
      words.add("--" + side + "-port=" + port);
      words.add("--" + side + "-user=sa");
      words.add("--" + side + "-password-file=" + home.resolve("password"));
    }
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("said").toFile());
    Path temporary = Files.createDirectories(home.resolve("tmp"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return builder.start();
  }

  /** Leads to the classes of this build. */
  private static void jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes head = manifest.getMainAttributes();
    head.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    head.put(Attributes.Name.MAIN_CLASS, Tools.class.getName());
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    head.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(path.split(java.io.File.pathSeparator))
            .filter(each -> !each.isEmpty())
            .map(each -> Path.of(each).toAbsolutePath().toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
  }
}
