package org.tandemvault.client.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The command with surroundings of its own. */
final class CommandRun {

  private final Map<String, String> environment = new HashMap<>();
  private byte[] input = new byte[0];
  private Optional<OutputStream> elsewhere = Optional.empty();
  private Tty tty = FakeTty.none();

  CommandRun(Path home, Path authority, String servers) {
    environment.put("HOME", home.toString());
    environment.put("VAULT_CACERT", authority.toString());
    environment.put("VAULT_SERVER", servers);
  }

  CommandRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  CommandRun reading(byte[] standardInput) {
    input = standardInput.clone();
    return this;
  }

  CommandRun reading(String standardInput) {
    return reading(standardInput.getBytes(StandardCharsets.UTF_8));
  }

  CommandRun at(Tty terminal) {
    tty = terminal;
    return this;
  }

  CommandRun writingTo(OutputStream standardOutput) {
    elsewhere = Optional.of(standardOutput);
    return this;
  }

  Ended run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Vault.run(
            new Surroundings(
                environment,
                new ByteArrayInputStream(input),
                new PrintStream(elsewhere.orElse(out), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                tty),
            words);
    return new Ended(exit, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  /** How it ended. */
  record Ended(int exit, byte[] bytes, String err) {
    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
