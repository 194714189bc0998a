package org.tandemvault.tools.replication;

import java.io.Console;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.tandemvault.crypto.Secret;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/**
 * Finds what is to be known: a flag, else the config file, else the node's conf, else an answer on
 * the terminal, else the default. What is missing without a terminal is told at once, all of it.
 */
final class Answers {
  private final List<BiFunction<Side, Setting, Optional<String>>> sources;
  private final Optional<Console> terminal;
  private final Map<Side, Map<Setting, String>> asked = new EnumMap<>(Side.class);
  private final List<String> missing = new ArrayList<>();

  /**
   * @param sources the best first
   * @param terminal to ask on, if a person sits there
   */
  Answers(List<BiFunction<Side, Setting, Optional<String>>> sources, Optional<Console> terminal) {
    this.sources = List.copyOf(sources);
    this.terminal = terminal;
    for (Side side : Side.values()) {
      asked.put(side, new EnumMap<>(Setting.class));
    }
  }

  /** What both servers are: as a port that was told says, else as a person says. */
  Engine engine() {
    return Stream.of(Side.values())
        .flatMap(side -> known(side, Setting.PORT).stream())
        .flatMap(port -> Engine.ofPort(port).stream())
        .findFirst()
        .orElseGet(this::askEngine);
  }

  private Engine askEngine() {
    return terminal
        .map(t -> t.readLine("What both servers are, postgresql or sqlserver [postgresql]: "))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .map(Engine::of)
        .orElse(Engine.postgresql);
  }

  /** The value, which must be there. */
  String required(Side side, Setting setting) {
    Optional<String> known = known(side, setting);
    if (known.isPresent()) {
      return known.get();
    }
    String answer = ask(side, setting, setting.byDefault());
    if (answer.isEmpty()) {
      missing.add(setting.flag(side));
    }
    return answer;
  }

  /** The value, or the default, which nobody is asked about. */
  String optional(Side side, Setting setting, String byDefault) {
    return known(side, setting).orElse(byDefault);
  }

  int port(Side side, Setting setting, String byDefault) {
    String text = optional(side, setting, byDefault);
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
      throw new ToolException(
          ToolExit.WRONG_USAGE, setting.flag(side) + " is '" + text + "', not a port");
    }
    return Integer.parseInt(text);
  }

  /** The password of a file or of the terminal; the caller closes it. */
  Secret password(Side side, String user) {
    Optional<String> file = known(side, Setting.PASSWORD_FILE);
    if (file.isPresent()) {
      return fromFile(Path.of(file.get()));
    }
    if (terminal.isEmpty()) {
      missing.add(Setting.PASSWORD_FILE.flag(side));
      return Secret.ofBytes(new byte[0]);
    }
    char[] typed =
        Optional.ofNullable(
                terminal.get().readPassword("Password of %s at the %s: ", user, side.word()))
            .orElse(new char[0]);
    try {
      return Secret.ofUtf8(CharBuffer.wrap(typed));
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  /** Tells all that is missing. */
  void requireAll() {
    if (!missing.isEmpty()) {
      throw new ToolException(
          ToolExit.WRONG_USAGE,
          "Missing: " + String.join(", ", missing) + " (--help tells what they are)");
    }
  }

  private Optional<String> known(Side side, Setting setting) {
    return sources.stream()
        .flatMap(source -> source.apply(side, setting).stream())
        .filter(value -> !value.isBlank())
        .findFirst()
        .map(String::strip)
        .or(() -> Optional.ofNullable(asked.get(side).get(setting)));
  }

  private String ask(Side side, Setting setting, String byDefault) {
    if (terminal.isEmpty()) {
      return byDefault;
    }
    String shown = byDefault.isEmpty() ? "" : " [" + byDefault + "]";
    String typed =
        Optional.ofNullable(
                terminal.get().readLine("%s (%s)%s: ", setting.what(), setting.key(side), shown))
            .map(String::strip)
            .orElse("");
    String answer = typed.isEmpty() ? byDefault : typed;
    asked.get(side).put(setting, answer);
    return answer;
  }

  private static Secret fromFile(Path file) {
    byte[] bytes = new byte[0];
    try {
      bytes = Files.readAllBytes(file);
      int length = bytes.length;
      while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
        length--;
      }
      return Secret.ofUtf8(
          StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(bytes, 0, length)));
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The password file " + file + " can't be read", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
