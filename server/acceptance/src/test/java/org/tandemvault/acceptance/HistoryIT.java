package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories from seeds: {@code -Dhistories=N} runs more than a few, {@code -Dhistory.seed=S}
 * begins with another one, so that a failing one runs again. Each leaves a line in {@code
 * target/histories.txt}.
 */
final class HistoryIT {

  private static final String OWN = "own-Admin-pass-1";
  private static final long FIRST = Long.getLong("history.seed", 1);
  private static final long COUNT = Long.getLong("histories", 3);

  private static DemoRun demo;
  private static String token;

  @BeforeAll
  static void start(@TempDir Path folder) {
    demo = DemoRun.startBoth(folder);
    token =
        demo.admin(OWN)
            .post(
                "/tokens",
                Map.of("name", "t", "scopes", List.of("read", "reveal", "write", "admin")))
            .expect(201)
            .json()
            .path("token")
            .asText();
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> nothingAcknowledgedIsLost() {
    return LongStream.range(FIRST, FIRST + COUNT)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(long seed) throws IOException {
    long start = System.nanoTime();
    History.Outcome outcome = new History(demo, token, seed).run();
    assertThat(outcome.writes()).as("acknowledged writes").isPositive();
    note(
        "seed %d: %s, %d writes, %d reveals, %d s%n"
            .formatted(
                seed,
                outcome.faults(),
                outcome.writes(),
                outcome.reveals(),
                (System.nanoTime() - start) / 1_000_000_000L));
  }

  private static void note(String line) throws IOException {
    Path file = DemoRun.project().resolve("server/acceptance/target/histories.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
