package org.tandemvault.client.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is around the command: the environment, and what it reads from and writes to. */
record Surroundings(
    Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, Tty tty) {

  Surroundings {
    environment = Map.copyOf(environment);
  }

  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Tty.ofProcess());
  }

  /** A variable that is set to something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Where the user's own settings are. */
  Path settings() {
    String home = variable("HOME").orElseGet(() -> System.getProperty("user.home"));
    return Path.of(home, ".config", "tandem-vault");
  }

  private static PrintStream stream(FileDescriptor where) {
    return new PrintStream(new FileOutputStream(where), true, charset());
  }

  /** UTF-8, but what the console speaks on Windows. */
  private static Charset charset() {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return windows && System.console() != null
        ? System.console().charset()
        : StandardCharsets.UTF_8;
  }
}
