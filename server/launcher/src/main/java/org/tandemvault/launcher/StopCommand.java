package org.tandemvault.launcher;

import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops one node and comes back when it has ended. */
@Command(
    name = "stop",
    description = "Stops a node and its bundled database.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  @Mixin private ConfFolderOption conf;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    VaultConf node = conf.load();
    BackgroundNode background = new BackgroundNode(node);
    OptionalLong running = background.pid();
    background.stop();
    String what = running.isPresent() ? " has stopped." : " does not run.";
    spec.commandLine().getOut().println("Node " + node.node().id() + what);
    return ExitCode.DONE.code();
  }
}
