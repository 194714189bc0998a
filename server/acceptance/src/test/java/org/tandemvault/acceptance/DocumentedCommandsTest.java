package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every command that the documents name is there, and knows the options that are named with it. */
final class DocumentedCommandsTest {

  private static final Pattern COMMAND =
      Pattern.compile("bin/([A-Za-z-]+)\\.(?:sh|bat)((?:[ \\\\\\n]+[^\\s`|;)]+)*)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z]");
  private static final List<String> OF_ALL = List.of("--help", "--conf");

  @TestFactory
  Stream<DynamicTest> commandsOfTheDocumentsExistWithTheirOptions() throws IOException {
    Path docs = DemoRun.project().resolve("docs");
    try (Stream<Path> files = Files.list(docs)) {
      List<Path> pages =
          Stream.concat(
                  files.filter(file -> file.toString().endsWith(".md")),
                  Stream.of(DemoRun.project().resolve("README.md")))
              .sorted()
              .toList();
      assertThat(pages).hasSizeGreaterThan(15);
      return pages.stream()
          .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> check(page)));
    }
  }

  private static void check(Path page) throws IOException {
    var unknown = new TreeSet<String>();
    for (String command : codeOf(Files.readString(page))) {
      Matcher found = COMMAND.matcher(command);
      while (found.find()) {
        Path script = DemoRun.project().resolve("bin/" + found.group(1) + ".sh");
        Path windows = DemoRun.project().resolve("bin/" + found.group(1) + ".bat");
        if (!Files.exists(script) && !Files.exists(windows)) {
          unknown.add("bin/" + found.group(1));
        } else {
          optionsOf(found.group(2))
              .filter(option -> !knows(Files.exists(script) ? script : windows, option))
              .forEach(option -> unknown.add("bin/" + found.group(1) + " " + option));
        }
      }
    }
    assertThat(unknown).as("commands and options that do not exist").isEmpty();
  }

  /** Each block and each word in back-quotes, on its own. */
  private static List<String> codeOf(String text) {
    return Stream.concat(
            Pattern.compile("`([^`\\n]+)`").matcher(text).results().map(m -> m.group(1)),
            Pattern.compile("(?m)^(?: {4,}|\\$ |bin/).*(?:\\\\\\n.*)*")
                .matcher(text)
                .results()
                .map(m -> m.group()))
        .toList();
  }

  private static Stream<String> optionsOf(String words) {
    return OPTION.matcher(words).results().map(m -> m.group()).distinct();
  }

  private static boolean knows(Path script, String option) {
    try {
      return OF_ALL.contains(option)
          || Files.readString(script).contains(option)
          || sources().contains(option)
          || sources().contains('"' + withoutSide(option) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code --master-host} and {@code --slave-host} are made of {@code host}. */
  private static String withoutSide(String option) {
    return option.replaceFirst("^--(master-|slave-)?", "");
  }

  /** Options that a script's help leaves to the documents stand in the program. */
  private static String sources() throws IOException {
    var all = new StringBuilder();
    for (String module :
        List.of("replication-tools", "installer", "server/client", "server/launcher")) {
      Path main = DemoRun.project().resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(main)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }
}
