package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.launcher.BackgroundNode;
import org.tandemvault.launcher.ExitCode;
import org.tandemvault.launcher.StartRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a whole vault, a primary and a standby, in one folder until Ctrl-C. */
@Command(
    name = "demo",
    description =
        "Runs a demo on https://localhost:7272 and https://localhost:7273 until Ctrl-C. Its data"
            + " live on.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with everything of the demo (default: .demo beside bin).")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--reset", description = "Delete what is in the folder and start anew.")
  private boolean reset;

  @Option(names = "--node", description = "Start one node only: ${COMPLETION-CANDIDATES}.")
  private Optional<DemoNode> node = Optional.empty();

  @Mixin private DemoPorts ports;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (reset && node.isPresent()) {
      throw new StartRefusedException(
          ExitCode.WRONG_USAGE, "--reset deletes all nodes and goes without --node.");
    }
    DemoFolder folder = DemoFolder.chosen(data);
    folder.ensure();
    if (node.isPresent() && folder.isMade()) {
      return run(folder);
    }
    try (FileChannel lock = folder.lock()) {
      if (reset) {
        refuseWhileRunning(folder);
        folder.empty();
      }
      return run(folder);
    }
  }

  private int run(DemoFolder folder) throws IOException, InterruptedException {
    DemoSetup setup = new DemoSetup(folder, new SecureRandom(), Clock.systemUTC());
    setup.ensure();
    if (folder.nodes().size() < DemoNode.values().length) {
      throw StartRefusedException.configuration(
          folder.path()
              + " is a demo of an older release, with one node: use --reset, or another"
              + " folder with --data.");
    }
    Optional<DemoLink> own = DemoLink.take(folder, ports.relay());
    LinkFile link = own.isPresent() ? own.get().file() : LinkFile.read(folder.link());
    setup.setPorts(ports, link);
    own.ifPresent(
        it ->
            it.begin(
                VaultConf.load(folder.conf(DemoNode.primary)),
                VaultConf.load(folder.conf(DemoNode.standby))));
    List<DemoNode> nodes = node.map(List::of).orElse(List.of(DemoNode.values()));
    new RunningDemo(folder, link, nodes, this::say).run();
    return ExitCode.DONE.code();
  }

  private static void refuseWhileRunning(DemoFolder folder) {
    if (!folder.isMade()) {
      return;
    }
    for (DemoNode each : folder.nodes()) {
      BackgroundNode running = new BackgroundNode(VaultConf.load(folder.conf(each)));
      if (running.pid().isPresent()) {
        throw StartRefusedException.configuration(
            "The "
                + each
                + " in "
                + folder.path()
                + " still runs (process "
                + running.pid().getAsLong()
                + "): stop it with bin/stop.sh --conf "
                + folder.conf(each));
      }
      running.stop();
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
