package org.tandemvault.installer;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What was said so far: on the command line, in an options file, at a terminal, in a window. */
final class Answers {
  private final Map<Setting, String> given = new EnumMap<>(Setting.class);
  private final Defaults defaults;

  Answers(Defaults defaults) {
    this.defaults = defaults;
  }

  void put(Setting setting, String value) {
    if (!value.isBlank()) {
      given.put(setting, value.strip());
    }
  }

  /** Takes the lines of an options file that were not said already. */
  void read(Path file) {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new SetupException(
          SetupException.CONFIGURATION,
          "The options file " + file + " can't be read (" + e.getMessage() + "): name another.",
          e);
    }
    List<String> unknown = new ArrayList<>();
    for (String key : lines.stringPropertyNames()) {
      Setting.of(key)
          .ifPresentOrElse(
              setting -> {
                if (!given.containsKey(setting)) {
                  put(setting, lines.getProperty(key));
                }
              },
              () -> unknown.add(key));
    }
    if (!unknown.isEmpty()) {
      throw SetupException.configuration(
          file
              + ": "
              + String.join(", ", unknown.stream().sorted().toList())
              + ": no such option -> bin/setup.sh --help lists them.");
    }
  }

  boolean isGiven(Setting setting) {
    return given.containsKey(setting);
  }

  /** What was said. */
  Optional<String> said(Setting setting) {
    return Optional.ofNullable(given.get(setting));
  }

  /** What was said, else the default, which may be empty. */
  String value(Setting setting) {
    return said(setting).orElseGet(() -> byDefault(setting));
  }

  String byDefault(Setting setting) {
    return defaults.of(setting, this);
  }

  boolean isStandby() {
    return value(Setting.ROLE).equals("standby");
  }

  /** Whether the bundled database is wanted. */
  boolean isEmbedded() {
    return value(Setting.DATABASE_ENGINE).equals("embedded");
  }

  /** A path; a relative one starts where the installer was started. */
  Path path(Setting setting) {
    return Path.of(value(setting)).toAbsolutePath().normalize();
  }

  /** A path; a relative one starts at the installation. */
  Path belowHome(Setting setting) {
    return path(Setting.HOME).resolve(value(setting)).normalize();
  }
}
