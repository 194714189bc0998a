package org.tandemvault.launcher;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts one node and comes back when it serves. */
@Command(
    name = "start",
    description = "Starts a node in the background and waits until it is ready.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  @Mixin private ConfFolderOption conf;
  @Spec private CommandSpec spec;

  @Option(names = "--foreground", description = "Stay in the foreground; Ctrl-C stops the node.")
  private boolean foreground;

  @Option(
      names = "--new-key",
      description = "First make the master key file that conf/manage_key.conf names.")
  private boolean newKey;

  @Override
  public Integer call() throws InterruptedException {
    VaultConf node = conf.load();
    NodeFiles.of(node).requireOwner();
    PrintWriter out = spec.commandLine().getOut();
    if (newKey) {
      makeKey(node, out);
    }
    if (foreground) {
      return RunCommand.run(node, false);
    }
    BackgroundNode background = new BackgroundNode(node);
    OptionalLong running = background.pid();
    if (running.isPresent()) {
      out.println(
          "Node " + node.node().id() + " runs already (process " + running.getAsLong() + ").");
    } else {
      background.start(Installation.ofThisProcess().home());
      out.println("Node " + node.node().id() + " is ready at " + node.server().https().url());
    }
    return ExitCode.DONE.code();
  }

  private static void makeKey(VaultConf node, PrintWriter out) {
    Path file = node.manageKey().keyFile();
    try (MasterKey key = MasterKeyFile.create(file, new SecureRandom())) {
      out.println("Made the master key " + key.keyId() + " in " + file);
      out.println("Keep a copy in a safe: without it nothing in the vault can be read.");
    }
  }
}
