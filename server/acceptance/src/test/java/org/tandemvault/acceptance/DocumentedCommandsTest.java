package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command that the documents name is there, knows the options that are named with it, and is
 * run by a test.
 */
final class DocumentedCommandsTest {

  private static final Pattern COMMAND =
      Pattern.compile("bin/([A-Za-z-]+)\\.(?:sh|bat)((?:[ \\\\\\n]+[^\\s`|;)]+)*)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*[a-z]");
  private static final List<String> OF_ALL = List.of("--help", "--conf");

  private static final Pattern SAID = Pattern.compile("bin/([A-Za-z-]+)\\.sh(?: ([a-z][a-z-]+))?");

  private static final String TOOLS = "replication-tools/src/test/java/org/tandemvault/tools/";
  private static final String HERE = "server/acceptance/src/test/java/org/tandemvault/acceptance/";
  private static final String PAIR = HERE + "InstalledPairIT.java";
  private static final String CLIENT =
      "server/client/src/test/java/org/tandemvault/client/command/VaultTest.java";
  private static final String LOGIN = CLIENT.replace("VaultTest", "LoginTest");
  private static final String KEYS = TOOLS + "keys/RotateKeyTest.java";
  private static final String INSTALL =
      "installer/src/test/java/org/tandemvault/installer/InstallIT.java";

  /** Which test runs what the documents tell people to run; a verb stands after its script. */
  private static final Map<String, String> RUN_BY =
      Map.ofEntries(
          Map.entry("setup", PAIR),
          Map.entry("start", PAIR),
          Map.entry("stop", PAIR),
          Map.entry("status", PAIR),
          Map.entry("uninstall", INSTALL),
          Map.entry("ConfigureReplication", PAIR),
          Map.entry("ConfigureReplication card", PAIR),
          Map.entry("ConfigureReplication setup", PAIR),
          Map.entry("ConfigureReplication status", PAIR),
          Map.entry("ConfigureReplication remove", TOOLS + "replication/ExternalServersTest.java"),
          Map.entry("ConfigureReplication reseed", TOOLS + "replication/ExternalServersTest.java"),
          Map.entry(
              "ConfigureReplication upgrade", TOOLS + "replication/SqlServerCommandTest.java"),
          Map.entry("ChangeDB", TOOLS + "change/ChangeDbTest.java"),
          Map.entry("importCert", TOOLS + "certificate/ImportCertTest.java"),
          Map.entry("ha-pack", PAIR),
          Map.entry("backup", PAIR),
          Map.entry("restore", PAIR),
          Map.entry("promote", PAIR),
          Map.entry("promote rejoin", PAIR),
          Map.entry("RotateKey", PAIR),
          Map.entry("RotateKey verify", PAIR),
          Map.entry("RotateKey rotate", KEYS),
          Map.entry("RotateKey rekey", KEYS),
          Map.entry("RotateKey shares", KEYS),
          Map.entry("RotateKey restore-key", KEYS),
          Map.entry("vault", HERE + "VaultCommand.java"),
          Map.entry("vault login", LOGIN),
          Map.entry("vault logout", LOGIN),
          Map.entry("vault ls", CLIENT),
          Map.entry("vault get", CLIENT),
          Map.entry("vault set", CLIENT),
          Map.entry("vault ha", CLIENT),
          Map.entry("vault audit", CLIENT),
          Map.entry("vault export", CLIENT),
          Map.entry("vault import", CLIENT),
          Map.entry("vault completion", CLIENT),
          Map.entry("demo", HERE + "DemoRun.java"),
          Map.entry("demo-link", HERE + "DemoRun.java"),
          Map.entry("demo-link cut", HERE + "SplitIT.java"),
          Map.entry("demo-link heal", HERE + "SplitIT.java"));

  /** The test run itself; and what needs hours or two SQL Servers. */
  private static final Set<String> RUN_BY_PEOPLE = Set.of("test", "bench", "accept-sqlserver");

  @TestFactory
  Stream<DynamicTest> commandsOfTheDocumentsAreRunByTests() throws IOException {
    var said = new TreeSet<String>();
    for (Path page : pages()) {
      for (String command : codeOf(Files.readString(page))) {
        SAID.matcher(command).results().forEach(found -> said.add(keyOf(found)));
      }
    }
    said.removeIf(key -> RUN_BY_PEOPLE.contains(key.split(" ")[0]));
    assertThat(said).hasSizeGreaterThan(25);
    return said.stream().map(key -> DynamicTest.dynamicTest(key, () -> requireRun(key)));
  }

  /** What follows a script that knows no verbs is a file. */
  private static String keyOf(MatchResult found) {
    String script = found.group(1);
    String verb = found.group(2) == null ? "" : found.group(2);
    boolean knowsVerbs = RUN_BY.keySet().stream().anyMatch(key -> key.startsWith(script + " "));
    return knowsVerbs && !verb.isEmpty() ? script + " " + verb : script;
  }

  private static void requireRun(String key) throws IOException {
    assertThat(RUN_BY).as("a test that runs it").containsKey(key);
    String test = Files.readString(DemoRun.project().resolve(RUN_BY.get(key)));
    String word = key.substring(key.indexOf(' ') + 1);
    assertThat(test)
        .as(RUN_BY.get(key))
        .matches("(?s).*(\"" + word + "[ \"]|[\\s/]" + word + "\\.sh|\"" + dashed(word) + "\").*");
  }

  /** As the tool behind {@code ChangeDB.sh} is called. */
  private static String dashed(String script) {
    return script.equals("ChangeDB")
        ? "change-db"
        : script.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(DemoRun.project().resolve("docs"))) {
      return Stream.concat(
              files.filter(file -> file.toString().endsWith(".md")),
              Stream.of(DemoRun.project().resolve("README.md")))
          .sorted()
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> commandsOfTheDocumentsExistWithTheirOptions() throws IOException {
    List<Path> pages = pages();
    assertThat(pages).hasSizeGreaterThan(15);
    return pages.stream()
        .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> check(page)));
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
