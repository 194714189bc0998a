package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code bin/vault.sh} run for real, as a person with a home of their own. */
final class VaultCommand {

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();

  VaultCommand(DemoRun demo, Path home, String... nodes) {
    this.home = home;
    environment.put("HOME", home.toString());
    environment.put(
        "VAULT_SERVER",
        Stream.of(nodes).map(node -> demo.url(node).toString()).collect(Collectors.joining(",")));
    environment.put("VAULT_CACERT", demo.property("ca.path"));
  }

  VaultCommand withToken(String token) {
    environment.put("VAULT_TOKEN", token);
    return this;
  }

  /** Runs it with standard output in a file, which is no terminal. */
  Ended run(String input, String... words) {
    String script = DemoRun.project().resolve("bin/vault.sh").toString();
    String line =
        Stream.concat(Stream.of(script), Stream.of(words))
            .map(VaultCommand::quoted)
            .collect(Collectors.joining(" ", "exec ", ""));
    var command = List.of("bash", "-c", line);
    try {
      Path out = Files.createTempFile(home, "out", "");
      Path err = Files.createTempFile(home, "err", "");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** In ASCII alone: in the locale C this Java can't hand other letters to a process. */
  private static String quoted(String word) {
    var text = new StringBuilder("$'");
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      text.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
    }
    return text.append("'").toString();
  }

  /** How it ended and what it printed. */
  record Ended(int exit, byte[] bytes, String err) {

    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What it printed, if it ended well. */
    String good() {
      assertThat(exit).as(err).isZero();
      return out();
    }
  }
}
