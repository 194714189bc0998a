package org.tandemvault.installer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a node off the machine and leaves what people need unless told otherwise. */
@Command(
    name = "uninstall",
    description = "Removes the program and its service; keeps conf, data and the key.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Uninstall implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--remove-data", description = "Remove data, logs and conf as well.")
  private boolean removeData;

  @Option(
      names = "--remove-key",
      description = "Remove the master key file as well: no backup can be read without it.")
  private boolean removeKey;

  @Override
  public Integer call() throws IOException {
    Path home = Installer.homeOfScripts();
    InstalledNode node =
        InstalledNode.at(home)
            .orElseThrow(
                () -> SetupException.configuration(home + " was not made by the installer."));
    VaultConf conf = VaultConf.load(home.resolve("conf"));
    if (!yes && !Installer.questions(spec).confirms(List.of(plan(conf)))) {
      say("Nothing was done.");
      return SetupException.REFUSED;
    }
    Optional<Path> unit = Optional.of(node.unit()).filter(u -> !u.isEmpty()).map(Path::of);
    unit.ifPresent(u -> new Systemd(u.getParent()).stop(u));
    try (StoppedNode stopped = StoppedNode.hold(conf, new Owner(node.user(), Privileges.root()))) {
      if (unit.isPresent()) {
        new Systemd(unit.get().getParent()).remove(unit.get());
      }
      new Tree(home).removeProgram();
      Tree.remove(home.resolve("replaced"));
    }
    removeRest(conf, home);
    return 0;
  }

  private String plan(VaultConf conf) {
    return "Removes the program in "
        + conf.home()
        + (removeData
            ? ", conf, the data in " + conf.server().folders().data() + " and the logs"
            : "; conf, data and logs stay")
        + (removeKey ? ", and the master key " + conf.manageKey().keyFile() : "; the key stays")
        + ".";
  }

  private void removeRest(VaultConf conf, Path home) throws IOException {
    if (removeData) {
      Tree.remove(conf.server().folders().data());
      Tree.remove(conf.server().folders().log());
      Tree.remove(conf.folder());
      say("Removed conf, data and logs.");
    } else {
      say("Kept: " + conf.folder());
      say("Kept: " + conf.server().folders().data());
      say("Kept: " + conf.server().folders().log());
    }
    keepBackups(conf.server().backup().folder());
    if (removeKey) {
      Files.deleteIfExists(conf.manageKey().keyFile());
      say("Removed the master key.");
    } else {
      say("Kept: " + conf.manageKey().keyFile());
    }
    try (var left = Files.list(home)) {
      if (left.findAny().isEmpty()) {
        Files.delete(home);
      }
    }
  }

  /** They are what is left when all else is gone. */
  private void keepBackups(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var backups = Files.list(folder)) {
      if (backups.findAny().isPresent()) {
        say("Kept: " + folder);
        return;
      }
    }
    Files.delete(folder);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
