package org.tandemvault.installer;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What an installer notes in a folder that it made a node of.
 *
 * @param unit the unit that starts it; empty if there is none
 */
record InstalledNode(Path home, String user, String unit) {
  private static final String FILE = "lib/installed.properties";

  static Optional<InstalledNode> at(Path home) {
    Path file = home.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(in);
    } catch (IOException e) {
      throw new SetupException(SetupException.CONFIGURATION, file + " can't be read", e);
    }
    return Optional.of(
        new InstalledNode(home, lines.getProperty("user", ""), lines.getProperty("unit", "")));
  }

  void save() throws IOException {
    Path file = home.resolve(FILE);
    Files.writeString(
        file,
        "# Written by the installer.\nuser = "
            + user
            + "\nunit = "
            + unit.replace("\\", "\\\\")
            + "\n");
    Tree.rights(file, "rw-r--r--");
  }
}
