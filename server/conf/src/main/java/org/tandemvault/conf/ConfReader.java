package org.tandemvault.conf;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tandemvault.crypto.ConfValueCipher;

/**
 * Takes the values of one file by key. A wrong value is noted as a problem and answered by the
 * default, so that reading goes on and finds the other problems as well. Not thread-safe.
 */
final class ConfReader {
  private final Path file;
  private final Path home;
  private final ConfProblems problems;
  private final Map<String, ConfEntry> entries = new HashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param home where relative paths start
   */
  ConfReader(ConfFile file, Path home, ConfProblems problems) {
    this.file = file.path();
    this.home = home;
    this.problems = problems;
    for (ConfEntry entry : file.entries()) {
      ConfEntry before = entries.putIfAbsent(entry.key(), entry);
      if (before != null) {
        note(entry, "is set already in line " + before.firstLine(), "keep one of the two lines");
      }
    }
  }

  String text(String key, String byDefault) {
    return find(key).map(entry -> entry.value().strip()).orElse(byDefault);
  }

  /** Text of a pattern; {@code shape} says the pattern in words. */
  String text(String key, String pattern, String shape) {
    String value = text(key, "");
    if (value.isEmpty()) {
      problem(key, "has no value", "set it: " + shape);
    } else if (!value.matches(pattern)) {
      problem(key, "is '" + value + "'", "set it to " + shape);
    }
    return value;
  }

  int number(String key, int byDefault, int least, int most) {
    String value = text(key, Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below together with numbers out of range
    }
    problem(key, "is '" + value + "'", "set a whole number from " + least + " to " + most);
    return byDefault;
  }

  int port(String key, int byDefault) {
    return number(key, byDefault, 1, 65_535);
  }

  boolean yesNo(String key, boolean byDefault) {
    String value = text(key, byDefault ? "true" : "false");
    if (!value.equals("true") && !value.equals("false")) {
      problem(key, "is '" + value + "'", "set true or false");
      return byDefault;
    }
    return value.equals("true");
  }

  /** One of the enum's constants, written in lower case with '-' for '_', in any case. */
  <E extends Enum<E>> E choice(String key, E byDefault) {
    E[] constants = byDefault.getDeclaringClass().getEnumConstants();
    String value = text(key, word(byDefault));
    for (E constant : constants) {
      if (word(constant).equalsIgnoreCase(value)) {
        return constant;
      }
    }
    String words = Arrays.stream(constants).map(ConfReader::word).collect(Collectors.joining(", "));
    problem(key, "is '" + value + "'", "set one of " + words);
    return byDefault;
  }

  /** A whole number and a unit: {@code 30s}, {@code 15m}, {@code 12h} or {@code 7d}. */
  Duration duration(String key, Duration byDefault, Duration least, Duration most) {
    Optional<ConfEntry> entry = find(key);
    if (entry.isEmpty()) {
      return byDefault;
    }
    String value = entry.get().value().strip();
    Optional<Duration> parsed = parseDuration(value);
    if (parsed.isEmpty()) {
      problem(key, "is '" + value + "'", "set a number and a unit, such as 30s, 15m, 12h or 7d");
    } else if (parsed.get().compareTo(least) < 0 || parsed.get().compareTo(most) > 0) {
      problem(key, "is '" + value + "'", "set a time from " + span(least) + " to " + span(most));
    }
    return parsed.orElse(byDefault);
  }

  /** A path; a relative one starts at the node's folder. */
  Path path(String key, String byDefault) {
    return toPath(key, text(key, byDefault)).orElse(home);
  }

  Optional<Path> path(String key) {
    String value = text(key, "");
    return value.isEmpty() ? Optional.empty() : toPath(key, value);
  }

  /** A file beside this one, if it is there. */
  Optional<Path> beside(String name) {
    Path found = file.resolveSibling(name);
    return Files.isRegularFile(found) ? Optional.of(found) : Optional.empty();
  }

  SealedValue secret(String key) {
    String value = find(key).map(ConfEntry::value).orElse("");
    if (ConfValueCipher.isSealed(value) && !value.matches("enc:v1:[A-Za-z0-9_-]+={0,2}")) {
      problem(
          key,
          "begins with enc: but is no sealed value of this version",
          "enter the plain value; the node seals it when it starts");
    }
    return new SealedValue(key, value);
  }

  /** {@code host:port}; an IPv6 address is in brackets. Missing or wrong is a problem. */
  Optional<ReplicationConf.Endpoint> endpoint(String key) {
    String value = text(key, "");
    if (value.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}")) {
      int colon = value.lastIndexOf(':');
      int port = Integer.parseInt(value.substring(colon + 1));
      String host = value.substring(0, colon).replaceAll("[\\[\\]]", "");
      if (port >= 1 && port <= 65_535) {
        return Optional.of(new ReplicationConf.Endpoint(host, port));
      }
    }
    problem(key, value.isEmpty() ? "has no value" : "is '" + value + "'", "set it: host:port");
    return Optional.empty();
  }

  /** Words separated by commas. */
  List<String> words(String key, String byDefault) {
    return Arrays.stream(text(key, byDefault).split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Notes a problem at the line of the key, or at the file as a whole if it is not set. */
  void problem(String key, String problem, String remedy) {
    int line = entries.containsKey(key) ? entries.get(key).firstLine() : 0;
    problems.add(new ConfProblem(file, line, key, problem, remedy));
  }

  /** Notes each key of the file that nobody asked for. */
  void finish() {
    for (ConfEntry entry : entries.values()) {
      if (!known.contains(entry.key())) {
        note(entry, "is no key of this file", remedyForUnknown(entry.key()));
      }
    }
  }

  private Optional<ConfEntry> find(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key));
  }

  private Optional<Path> toPath(String key, String value) {
    if (value.isEmpty()) {
      problem(key, "has no value", "set the path of a file or folder");
      return Optional.empty();
    }
    try {
      return Optional.of(home.resolve(value).normalize());
    } catch (InvalidPathException e) {
      problem(key, "is not a path", "write it with / between folders");
      return Optional.empty();
    }
  }

  private void note(ConfEntry entry, String problem, String remedy) {
    problems.add(new ConfProblem(file, entry.firstLine(), entry.key(), problem, remedy));
  }

  private String remedyForUnknown(String key) {
    return known.stream()
        .filter(candidate -> distance(candidate, key) <= 2)
        .findFirst()
        .map(candidate -> "did you mean " + candidate + "?")
        .orElse("remove the line; known are " + String.join(", ", known));
  }

  private static Optional<Duration> parseDuration(String value) {
    if (!value.matches("[0-9]{1,9}[smhd]")) {
      return Optional.empty();
    }
    long amount = Long.parseLong(value.substring(0, value.length() - 1));
    return Optional.of(
        switch (value.charAt(value.length() - 1)) {
          case 's' -> Duration.ofSeconds(amount);
          case 'm' -> Duration.ofMinutes(amount);
          case 'h' -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }

  private static String span(Duration duration) {
    if (duration.toSeconds() % 86_400 == 0) {
      return duration.toDays() + "d";
    }
    if (duration.toSeconds() % 3_600 == 0) {
      return duration.toHours() + "h";
    }
    return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Levenshtein distance: how many letters to change, add or drop. */
  private static int distance(String a, String b) {
    List<Integer> row = new ArrayList<>();
    for (int j = 0; j <= b.length(); j++) {
      row.add(j);
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row.set(0, i);
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row.get(j);
        row.set(j, Math.min(change, Math.min(row.get(j - 1), diagonal) + 1));
      }
    }
    return row.get(b.length());
  }
}
