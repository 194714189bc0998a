package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tandemvault.db.bundled.BundledPostgresException.Reason;

/**
 * Runs a program to its end. Its output goes through a file, never a pipe, so a server that it
 * leaves behind holds nothing of this process.
 */
final class Command {

  /** How it ended; output and errors together. */
  record Result(int exit, String output) {
    boolean ok() {
      return exit == 0;
    }

    String lastLines() {
      List<String> lines = output.strip().lines().toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }
  }

  private Command() {}

  static Result run(List<String> words, Duration patience) {
    try {
      Path output = Files.createTempFile("tandem-vault-", ".out");
      try {
        return run(words, patience, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return new Result(127, words.getFirst() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BundledPostgresException(Reason.FAILED, "Interrupted while PostgreSQL was run", e);
    }
  }

  private static Result run(List<String> words, Duration patience, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(Path.of("/").toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(Command::disturbsPostgres);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    Process process = builder.start();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Result(124, words.getFirst() + " did not end in " + patience.toSeconds() + " s");
      }
    } finally {
      process.destroyForcibly();
    }
    byte[] printed = Files.readAllBytes(output);
    return new Result(process.exitValue(), new String(printed, StandardCharsets.UTF_8));
  }

  private static java.io.File nothing() {
    return new java.io.File(PostgresBinaries.windows() ? "NUL" : "/dev/null");
  }

  private static boolean disturbsPostgres(String variable) {
    return variable.startsWith("PG") || variable.startsWith("LC_") || variable.startsWith("LD_");
  }
}
