package org.tandemvault.launcher;

import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one node in this process until it is told to stop. */
@Command(
    name = "run",
    description = "Runs a node in the foreground; Ctrl-C stops it.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private ConfFolderOption conf;

  @Option(names = "--background", hidden = true, description = "Does not listen to the terminal.")
  private boolean background;

  @Override
  public Integer call() throws InterruptedException {
    return run(conf.load(), background);
  }

  /**
   * Runs a node until it is told to stop.
   *
   * @param background whether it is deaf to Ctrl-C, which is meant for who started it
   */
  static int run(VaultConf conf, boolean background) throws InterruptedException {
    NodeProcess node = new NodeProcess(conf, Installation.ofThisProcess());
    if (background) {
      Signals.onEndUnlessFromTerminal(() -> stop(node));
    } else {
      Signals.onEnd(() -> stop(node));
    }
    try {
      node.start();
    } catch (RuntimeException | Error e) {
      node.stop();
      throw e;
    }
    if (node.awaitEnd()) {
      return ExitCode.DONE.code();
    }
    node.stop();
    return ExitCode.UNEXPECTED.code();
  }

  /**
   * A shutdown hook would run beside the web server's own; the order is kept by stopping before the
   * virtual machine is told to end.
   */
  private static void stop(NodeProcess node) {
    node.stop();
    Runtime.getRuntime().halt(ExitCode.DONE.code());
  }
}
