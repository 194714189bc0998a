package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in {@code bin}, run for real. */
class ScriptsTest {
  private static final Path BIN = Path.of("..", "..", "bin").toAbsolutePath().normalize();

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "start",
        "stop",
        "status",
        "test",
        "vault",
        "RotateKey",
        "backup",
        "restore"
      })
  void eachScriptTellsItsUsageWithoutABuildAndWithoutJava(String name) throws Exception {
    Ended ended = run(Map.of("JAVA_HOME", "/nowhere"), BIN.resolve(name + ".sh"), "--help");

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).startsWith("Usage: bin/" + name + ".sh").contains("Exit codes:");
    assertThat(BIN.resolve(name + ".bat")).content().contains("Usage: bin");
  }

  @Test
  void eachScriptIsThin() throws IOException {
    try (Stream<Path> scripts = Files.list(BIN)) {
      List<Path> files = scripts.filter(Files::isRegularFile).toList();

      assertThat(files)
          .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(31));
    }
  }

  @Test
  void anOldJavaIsPassedOverForANewerOne() throws Exception {
    Path old = jdk("old", 17);

    Ended ended = shell(installation(), old, ". \"$0\"; find_java; java_version \"$JAVA_HOME\"");

    assertThat(ended.exit()).isZero();
    assertThat(Integer.parseInt(ended.out().strip())).isGreaterThanOrEqualTo(21);
  }

  @Test
  void aNewerJavaInJavaHomeIsTaken() throws Exception {
    Path mine = jdk("mine", 99);

    Ended ended = shell(installation(), mine, ". \"$0\"; find_java; echo \"$JAVA_HOME\"");

    assertThat(ended.out().strip()).isEqualTo(mine.toString());
  }

  @Test
  void aProgramThatIsNotBuiltIsTold() throws Exception {
    Path home = installation();

    Ended ended = run(Map.of("JAVA_HOME", jdk("mine", 99).toString()), home.resolve("bin/stop.sh"));

    assertThat(ended.exit()).isEqualTo(78);
    assertThat(ended.err().lines()).hasSize(1).first().asString().contains("is not built");
  }

  @Test
  void theCountsOfAllReportsAreAddedUpAndAFailureIsTold() throws Exception {
    Path home = installation();
    report(home, "a", "tests=\"5\" errors=\"1\" skipped=\"1\" failures=\"0\"");
    report(home, "b", "tests=\"7\" errors=\"0\" skipped=\"0\" failures=\"2\"");

    Ended ended = counts(home);

    assertThat(ended.out()).isEqualTo("8 passed, 3 failed, 1 skipped\nfailed=1\n");
  }

  @Test
  void aRunWithoutATestIsAFailure() throws Exception {
    Path home = installation();

    assertThat(counts(home).out()).isEqualTo("0 passed, 0 failed, 0 skipped\nfailed=1\n");
  }

  @Test
  void aRunWhereAllPassedIsNone() throws Exception {
    Path home = installation();
    report(home, "a", "tests=\"5\" errors=\"0\" skipped=\"1\" failures=\"0\"");

    assertThat(counts(home).out()).isEqualTo("4 passed, 0 failed, 1 skipped\nfailed=\n");
  }

  private Ended counts(Path home) throws Exception {
    String script =
        ". \"$0\"; . \"$ROOT/bin/lib/build.sh\"; . \"$ROOT/bin/lib/test.sh\";"
            + " failed=; print_counts; echo \"failed=$failed\"";
    return shell(home, jdk("mine", 99), script);
  }

  private static void report(Path home, String module, String counts) throws IOException {
    Path folder = Files.createDirectories(home.resolve(module + "/target/surefire-reports"));
    Files.writeString(
        folder.resolve("TEST-X.xml"),
        "<?xml version=\"1.0\"?>\n<testsuite name=\"X\" time=\"0.1\" "
            + counts
            + ">\n</testsuite>\n");
  }

  /** The scripts in a place of their own where nothing is built. */
  private Path installation() throws IOException {
    Path home = temp.resolve("home");
    try (Stream<Path> all = Files.walk(BIN)) {
      for (Path from : all.toList()) {
        Path to = home.resolve("bin").resolve(BIN.relativize(from).toString());
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return home;
  }

  /** A folder that looks like a JDK of that version. */
  private Path jdk(String name, int version) throws IOException {
    Path home = temp.resolve(name);
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    return home;
  }

  /** Runs shell words with the shared part as {@code $0}. */
  private Ended shell(Path home, Path javaHome, String words) throws Exception {
    return run(
        Map.of("JAVA_HOME", javaHome.toString()),
        Path.of("bash"),
        "-c",
        words,
        home.resolve("bin/lib/common.sh").toString());
  }

  private Ended run(Map<String, String> environment, Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    Path out = Files.createTempFile(temp, "out", ".txt");
    Path err = Files.createTempFile(temp, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** How a script ended and what it printed. */
  private record Ended(int exit, String out, String err) {}
}
