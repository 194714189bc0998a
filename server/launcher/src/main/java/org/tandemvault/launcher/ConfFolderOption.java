package org.tandemvault.launcher;

import java.nio.file.Path;
import java.util.Optional;
import org.tandemvault.conf.VaultConf;
import picocli.CommandLine.Option;

/** {@code --conf DIR}, the same for each command that works on a node. */
final class ConfFolderOption {
  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "The node's configuration folder (default: conf beside bin).")
  private Optional<Path> folder = Optional.empty();

  Path folder() {
    return folder.orElseGet(() -> Installation.ofThisProcess().home().resolve("conf"));
  }

  VaultConf load() {
    return VaultConf.load(folder());
  }
}
