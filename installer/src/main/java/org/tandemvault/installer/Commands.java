package org.tandemvault.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the operating system. */
final class Commands {
  private Commands() {}

  /** Runs one that must work. */
  static void require(String otherwise, List<String> words) {
    Result result = run(words);
    if (result.exit() != 0) {
      throw SetupException.configuration(
          otherwise + " (" + words.getFirst() + ": " + result.told().strip() + ")");
    }
  }

  static String output(List<String> words) throws IOException {
    Result result = run(words);
    if (result.exit() != 0) {
      throw new IOException(String.join(" ", words) + ": " + result.told().strip());
    }
    return result.told();
  }

  /** Runs one whose end is for the caller to judge; 127 if there is no such program. */
  static Result run(List<String> words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), told);
    } catch (IOException e) {
      return new Result(127, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(130, "interrupted");
    }
  }

  /** How a program ended and what it said. */
  record Result(int exit, String told) {}
}
