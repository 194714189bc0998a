package org.tandemvault.tools.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/**
 * The configuration as it will be, in a folder beside the one in use, until all of it is proven to
 * work: then {@code database.conf} takes the place of the old one at once, which is kept.
 */
final class StagedConf implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Keys that belong to the old database. */
  private static final List<String> OF_OLD =
      List.of(
          "host",
          "port",
          "database",
          "app.user",
          "app.password",
          "owner.user",
          "owner.password",
          "auth",
          "tls.mode",
          "tls.ca.file",
          "tls.strict",
          "tls.certificate.name",
          "encryption.key",
          "encryption.certificate",
          "encryption.symmetric.key");

  private final Path conf;
  private final Path folder;
  private boolean kept;

  private StagedConf(Path conf, Path folder) {
    this.conf = conf;
    this.folder = folder;
  }

  /**
   * Copies the folder's files and puts these values into {@code database.conf}.
   *
   * @param values keys and values of the new database
   */
  static StagedConf make(Path conf, Map<String, String> values) {
    Path folder = conf.resolveSibling(conf.getFileName() + ".changing");
    StagedConf staged = new StagedConf(conf, folder);
    try {
      Map<String, String> kept = staged.passwordsOfBrokenRun(values);
      staged.remove();
      Files.createDirectory(folder);
      try (Stream<Path> files = Files.list(conf)) {
        for (Path file : files.filter(StagedConf::isWanted).toList()) {
          Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
      ConfFile database = ConfFile.read(folder.resolve(DatabaseConf.FILE));
      for (String key : OF_OLD) {
        database = database.without(key);
      }
      for (Map.Entry<String, String> entry : values.entrySet()) {
        database = database.with(entry.getKey(), entry.getValue());
      }
      for (Map.Entry<String, String> entry : kept.entrySet()) {
        database = database.with(entry.getKey(), entry.getValue());
      }
      database.save();
      return staged;
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "The folder " + folder + " can't be made: run this as the node's user.",
          e);
    }
  }

  /** The embedded database that a broken run made has passwords that stand nowhere else. */
  private Map<String, String> passwordsOfBrokenRun(Map<String, String> values) {
    Path file = folder.resolve(DatabaseConf.FILE);
    if (!"embedded".equals(values.get("engine")) || !Files.exists(file)) {
      return Map.of();
    }
    ConfFile before = ConfFile.read(file);
    if (!before.value("engine").filter("embedded"::equals).isPresent()) {
      return Map.of();
    }
    Map<String, String> passwords = new java.util.TreeMap<>();
    for (String key : List.of(DatabaseConf.APP_PASSWORD, DatabaseConf.OWNER_PASSWORD)) {
      before.value(key).ifPresent(value -> passwords.put(key, value));
    }
    return passwords;
  }

  private static boolean isWanted(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && (name.endsWith(".conf") || name.endsWith(".p12"));
  }

  VaultConf load() {
    return VaultConf.load(folder);
  }

  /** Takes the second layer of encryption off. */
  VaultConf withoutKeyLayer() {
    ConfFile.read(folder.resolve(DatabaseConf.FILE)).with("encryption.key", "none").save();
    return load();
  }

  /** Lets the folder live on, for the next run. */
  void keep() {
    kept = true;
  }

  /**
   * Puts the new {@code database.conf} in the place of the old one.
   *
   * @return where the old one is kept
   */
  Path takeEffect(Clock clock) {
    Path inUse = conf.resolve(DatabaseConf.FILE);
    Path backup = conf.resolve(DatabaseConf.FILE + "." + STAMP.format(clock.instant()) + ".bak");
    try {
      Files.copy(inUse, backup, StandardCopyOption.COPY_ATTRIBUTES);
      ConfFile.read(folder.resolve(DatabaseConf.FILE)).at(inUse).save();
      kept = false;
      return backup;
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The old database.conf can't be kept as " + backup, e);
    }
  }

  private void remove() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      remove();
    }
  }
}
