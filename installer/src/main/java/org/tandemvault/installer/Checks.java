package org.tandemvault.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds everything that is wrong with the answers before anything is done. */
final class Checks {
  private static final Set<String> YES_NO = Set.of("yes", "no");

  private final Answers answers;
  private final List<String> problems = new ArrayList<>();

  private Checks(Answers answers) {
    this.answers = answers;
  }

  /** One line for each problem: what is wrong and what to say instead. */
  static List<String> of(Answers answers) {
    Checks checks = new Checks(answers);
    checks.all();
    return checks.problems;
  }

  /** What is wrong with one answer; empty if nothing is. */
  static List<String> of(Setting setting, Answers answers) {
    Checks checks = new Checks(answers);
    checks.check(setting);
    return checks.problems;
  }

  private void all() {
    for (Setting setting : Setting.values()) {
      if (answers.isEmbedded() && setting.ofDatabaseServer()) {
        continue;
      }
      check(setting);
    }
  }

  private void check(Setting setting) {
    String value = answers.value(setting);
    switch (setting) {
      case ROLE -> oneOf(setting, Set.of("primary", "standby"));
      case NODE_ID ->
          like(
              setting, "[a-z0-9][a-z0-9-]{0,39}", "1 to 40 of a-z, 0-9 and -, not starting with -");
      case NODE_NUMBER -> number(setting, 0, 1023);
      case HTTPS_PORT, HEARTBEAT_PORT, DATABASE_PORT -> port(setting);
      case STANDBY_ACCESS -> oneOf(setting, Set.of("emergency", "always"));
      case DATABASE_PEERS_BIND ->
          like(setting, "[0-9A-Fa-f:.]*", "an IP address of this machine, or 0.0.0.0 for all");
      case HTTPS_NAMES ->
          like(setting, "[A-Za-z0-9.:*_, -]+", "DNS names or addresses separated by commas");
      case DATABASE_ENGINE -> engine();
      case DATABASE_HOST, DATABASE_NAME, DATABASE_USER -> {
        if (value.isBlank()) {
          problem(setting, "has no value", "set it, since the database is not the embedded one");
        }
      }
      case DATABASE_PASSWORD_FILE, DATABASE_OWNER_PASSWORD_FILE, DATABASE_CA_FILE -> file(setting);
      case KEY_FILE -> keyFile();
      case HOME, DATA_DIR, LOG_DIR, SERVICE_UNIT_DIR -> path(setting);
      case SERVICE -> oneOf(setting, Set.of("auto", "systemd", "none"));
      case SERVICE_USER ->
          like(setting, "[A-Za-z_][A-Za-z0-9_.-]{0,31}\\$?", "the name of a user of this machine");
      case START -> oneOf(setting, YES_NO);
      case PEER_ID -> peer();
      case NODE_NAME, HTTPS_BIND, HEARTBEAT_BIND, DATABASE_OWNER, PEER_URL, PEER_HEARTBEAT -> {}
    }
  }

  private void peer() {
    String id = answers.value(Setting.PEER_ID);
    if (id.isBlank()) {
      return;
    }
    like(Setting.PEER_ID, "[a-z0-9][a-z0-9-]{0,39}", "the node.id of the other node");
    if (id.equals(answers.value(Setting.NODE_ID))) {
      problem(Setting.PEER_ID, "is this node's own node.id", "give each node its own");
    }
    like(Setting.PEER_URL, "https://[^\\s/?#]+/?", "https://host:port of the other node");
    like(
        Setting.PEER_HEARTBEAT,
        "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}",
        "host:port of the other node's heartbeat listener");
  }

  private void engine() {
    oneOf(Setting.DATABASE_ENGINE, Set.of("embedded", "postgresql", "sqlserver"));
    if (answers.isEmbedded() && Defaults.isWindows()) {
      problem(
          Setting.DATABASE_ENGINE,
          "is embedded, which runs on Linux alone",
          "set sqlserver or postgresql");
    }
  }

  private void keyFile() {
    if (!path(Setting.KEY_FILE)) {
      return;
    }
    Path key = real(answers.path(Setting.KEY_FILE));
    if (Files.isDirectory(key)) {
      problem(Setting.KEY_FILE, "is a folder", "name a file in it");
    }
    if (key.startsWith(real(answers.path(Setting.HOME)))) {
      problem(
          Setting.KEY_FILE,
          "lies inside the installation, where backups and copies would take it along",
          "name a place outside, best on a drive of its own");
    } else if (path(Setting.DATA_DIR)
        && key.startsWith(real(answers.belowHome(Setting.DATA_DIR)))) {
      problem(Setting.KEY_FILE, "lies beside the data", "name a place outside of " + "data.dir");
    }
  }

  /** Links followed, as far as the path exists. */
  private static Path real(Path path) {
    try {
      for (Path part = path; part != null; part = part.getParent()) {
        if (Files.exists(part)) {
          return part.toRealPath().resolve(part.relativize(path)).normalize();
        }
      }
    } catch (IOException e) {
      return path;
    }
    return path;
  }

  private boolean path(Setting setting) {
    try {
      if (!answers.value(setting).isBlank() && answers.path(setting).getNameCount() > 0) {
        return true;
      }
      problem(setting, "has no value", "name a file or folder");
    } catch (InvalidPathException e) {
      problem(setting, "is no path", "write it with / between folders");
    }
    return false;
  }

  private void file(Setting setting) {
    if (!answers.value(setting).isBlank()
        && path(setting)
        && !Files.isReadable(answers.path(setting))) {
      problem(setting, "names a file that can't be read", "name one that is there");
    }
  }

  private void port(Setting setting) {
    number(setting, 1, 65_535);
    if (setting == Setting.HEARTBEAT_PORT
        && answers.value(setting).equals(answers.value(Setting.HTTPS_PORT))) {
      problem(setting, "is https.port as well", "give it a port of its own");
    }
  }

  private void number(Setting setting, int least, int most) {
    String value = answers.value(setting);
    boolean fits =
        value.matches("[0-9]{1,5}")
            && Integer.parseInt(value) >= least
            && Integer.parseInt(value) <= most;
    if (!fits) {
      wrong(setting, "a whole number from " + least + " to " + most);
    }
  }

  private void oneOf(Setting setting, Set<String> words) {
    if (!words.contains(answers.value(setting))) {
      wrong(setting, String.join(" or ", words.stream().sorted().toList()));
    }
  }

  private void like(Setting setting, String pattern, String shape) {
    if (!answers.value(setting).matches(pattern)) {
      wrong(setting, shape);
    }
  }

  private void wrong(Setting setting, String shape) {
    problem(setting, "is '" + answers.value(setting) + "'", "set " + shape);
  }

  private void problem(Setting setting, String what, String remedy) {
    problems.add(setting.key() + ": " + what + " -> " + remedy);
  }
}
