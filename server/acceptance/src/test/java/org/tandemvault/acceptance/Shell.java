package org.tandemvault.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the machine, run to their end. */
final class Shell {
  private Shell() {}

  /** How a program ended. */
  record Ended(int exit, String told) {}

  static Ended end(ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), text);
    } catch (IOException e) {
      return new Ended(-1, ""); // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(-1, "");
    }
  }

  static boolean succeeds(String... words) {
    return end(new ProcessBuilder(List.of(words))).exit() == 0;
  }

  /** What it prints; nothing if there is no such program. */
  static String run(String... words) {
    return end(new ProcessBuilder(List.of(words))).told();
  }
}
