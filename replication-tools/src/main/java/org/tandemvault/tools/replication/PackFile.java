package org.tandemvault.tools.replication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tandemvault.conf.ConfException;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/**
 * {@code conf/ha-pack.properties}: what {@code bin/ha-pack.sh} tells a standby of both servers.
 * Nothing in it is secret.
 */
final class PackFile {
  static final String NAME = "ha-pack.properties";
  private static final List<String> HEAD =
      List.of(
          "# Written by bin/ConfigureReplication.sh, read by bin/ha-pack.sh. Nothing here is secret.",
          "# master: the primary's database; slave: the standby's.");

  private PackFile() {}

  /**
   * The folder that it belongs to: the one that was named, else that of this installation.
   *
   * @return empty if the tool runs beside no node
   */
  static Optional<Path> folder(Optional<Path> named) {
    Path usual = Path.of(System.getProperty("tandem.home", ""), "conf");
    return named.or(() -> Optional.of(usual)).filter(folder -> Files.exists(folder.resolve(NODE)));
  }

  private static final String NODE = "node.conf";

  /** Writes it anew, whole or not at all. */
  static Path write(Path folder, ServerPair servers) {
    List<String> lines = new ArrayList<>(HEAD);
    lines.add(
        "engine = "
            + servers.packEntry(Side.MASTER).address().engine().name().toLowerCase(Locale.ROOT));
    for (Side side : Side.values()) {
      servers
          .packEntry(side)
          .lines()
          .forEach((name, value) -> lines.add(side.word() + "." + name + " = " + escaped(value)));
    }
    lines.addAll(peers(folder));
    Path file = folder.resolve(NAME);
    Path fresh = folder.resolve(NAME + ".new");
    try {
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "Replication is set up, but the file "
              + file
              + " can't be written: run this again as"
              + " the node's user.",
          e);
    }
  }

  /** How browsers and nodes reach the others, as this node has it. */
  private static List<String> peers(Path folder) {
    try {
      return VaultConf.load(folder).replication().peers().stream()
          .flatMap(
              peer ->
                  List.of(
                      "peer." + peer.id() + ".url = " + escaped(peer.url()),
                      "peer." + peer.id() + ".heartbeat = " + peer.heartbeat())
                      .stream())
          .toList();
    } catch (ConfException unfinished) {
      return List.of(); // the servers are known, the node is not complete yet
    }
  }

  /** As {@link java.util.Properties} reads it. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\");
  }
}
