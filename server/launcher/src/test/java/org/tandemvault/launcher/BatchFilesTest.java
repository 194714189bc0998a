package org.tandemvault.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The .bat files, as far as a machine without Windows can tell: each script has one that calls the
 * same command, knows the same options, and parses.
 */
class BatchFilesTest {
  private static final Path BIN = Path.of("..", "..", "bin").toAbsolutePath().normalize();

  /** For developers, or for one machine at a time; they have none. */
  private static final Set<String> LINUX_ALONE = Set.of("accept-sqlserver", "bench", "test");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern SH_CALL =
      Pattern.compile("(?<!\\w)run_(\\w+)(?: ([a-z][a-z-]*))? \"\\$@\"");
  private static final Pattern BAT_CALL =
      Pattern.compile("call \"%~dp0lib\\\\common\\.bat\" (\\w+)(?: ([a-z][a-z-]*))? %\\*");
  private static final Pattern GOTO =
      Pattern.compile("(?i)(?:goto|call) :?([a-z]\\w*)(?![\\w\\\\\".~])");
  private static final int MOST_LINES = 30;

  static Stream<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(BIN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sh"))
          .map(name -> name.substring(0, name.length() - 3))
          .filter(name -> !LINUX_ALONE.contains(name))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<Path> batchFiles() throws IOException {
    try (Stream<Path> bin = Files.list(BIN);
        Stream<Path> lib = Files.list(BIN.resolve("lib"))) {
      return Stream.concat(bin, lib)
          .filter(file -> file.toString().endsWith(".bat"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void eachScriptHasABatchFileThatCallsTheSameCommand(String name) {
    String batch = read(BIN.resolve(name + ".bat"));

    assertThat(calls(BAT_CALL, batch)).isEqualTo(calls(SH_CALL, read(BIN.resolve(name + ".sh"))));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aBatchFileTellsTheSameOptions(String name) {
    Set<String> told = options(help(read(BIN.resolve(name + ".sh"))));

    assertThat(options(read(BIN.resolve(name + ".bat"))))
        .containsAll(told)
        .allMatch(option -> told.contains(option) || option.equals("--help"));
  }

  @ParameterizedTest
  @MethodSource("batchFiles")
  void aBatchFileParses(Path file) {
    String batch = read(file);
    List<String> lines = batch.lines().toList();

    assertThat(lines.getFirst()).isEqualToIgnoringCase("@echo off");
    assertThat(batch.replace("\r\n", "")).as("line ends").doesNotContain("\n", "\r");
    assertThat(labels(lines)).containsAll(targets(lines));
    assertThat(depth(lines)).as("parentheses").isZero();
    assertThat(lines.getLast()).matches("exit /b.*|\\s*\\)");
    if (file.getParent().equals(BIN)) {
      assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES);
    }
  }

  @Test
  void theLaunchersCommandsKnowWhatTheirScriptsTell() {
    Map<String, CommandLine> commands = Launcher.commandLine().getSubcommands();
    for (String name : List.of("start", "stop", "status", "demo", "demo-link")) {
      Set<String> known = new TreeSet<>(commands.get(name).getCommandSpec().optionsMap().keySet());
      assertThat(known).as(name).containsAll(options(help(read(BIN.resolve(name + ".sh")))));
    }
  }

  private static Set<String> calls(Pattern pattern, String text) {
    Set<String> calls = new TreeSet<>();
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      calls.add(found.group(1) + " " + Optional.ofNullable(found.group(2)).orElse(""));
    }
    return calls;
  }

  private static Set<String> options(String text) {
    Set<String> options = new TreeSet<>();
    Matcher found = OPTION.matcher(text);
    while (found.find()) {
      options.add(found.group());
    }
    return options;
  }

  private static String help(String script) {
    int from = script.indexOf("<<'HELP'");
    return script.substring(from, script.indexOf("\nHELP\n", from));
  }

  private static Set<String> labels(List<String> lines) {
    Set<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    lines.stream()
        .filter(line -> line.matches(":[A-Za-z]\\w*"))
        .forEach(line -> labels.add(line.substring(1)));
    labels.add("eof");
    return labels;
  }

  private static Set<String> targets(List<String> lines) {
    Set<String> targets = new TreeSet<>();
    for (String line : lines) {
      Matcher found = GOTO.matcher(line);
      while (!isText(line) && found.find()) {
        if (line.substring(found.start()).toLowerCase(java.util.Locale.ROOT).startsWith("goto")
            || line.charAt(found.start(1) - 1) == ':') {
          targets.add(found.group(1));
        }
      }
    }
    return targets;
  }

  /**
   * How many parentheses stay open; those in quotes, escaped, or of a line of text do not count.
   */
  private static int depth(List<String> lines) {
    int depth = 0;
    for (String line : lines) {
      String code = isText(line) ? "" : line.replaceAll("\\^.", "").replaceAll("\"[^\"]*\"", "");
      for (char c : code.toCharArray()) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        assertThat(depth).as(line).isNotNegative();
      }
    }
    return depth;
  }

  private static boolean isText(String line) {
    return line.strip().matches("(?is)(echo|rem)([ .].*)?");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
