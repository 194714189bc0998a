package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.launcher.BackgroundNode;
import org.tandemvault.launcher.ExitCode;
import org.tandemvault.launcher.Signals;
import org.tandemvault.launcher.StartRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a whole vault in one folder until Ctrl-C. */
@Command(
    name = "demo",
    description = "Runs a demo on https://localhost:7272 until Ctrl-C. Its data live on.",
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

  @Option(
      names = "--port",
      defaultValue = "${env:TANDEM_DEMO_PORT:-0}",
      description = "HTTPS port of the primary (default: 7272; TANDEM_DEMO_PORT).")
  private int port;

  @Option(
      names = "--db-port",
      defaultValue = "${env:TANDEM_DEMO_DB_PORT:-0}",
      description = "Port of the primary's database (default: 2345; TANDEM_DEMO_DB_PORT).")
  private int databasePort;

  /** The demo's nodes. */
  enum DemoNode {
    primary,
    standby
  }

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (node.filter(DemoNode.standby::equals).isPresent()) {
      throw new StartRefusedException(
          ExitCode.WRONG_USAGE, "This demo has no standby: leave --node out.");
    }
    if (reset && node.isPresent()) {
      throw new StartRefusedException(
          ExitCode.WRONG_USAGE, "--reset deletes all nodes and goes without --node.");
    }
    Path home = Path.of(System.getProperty("tandem.home", "")).toAbsolutePath();
    DemoFolder folder = new DemoFolder(data.orElseGet(() -> home.resolve(".demo")));
    folder.ensure();
    if (node.isPresent() && folder.isMade()) {
      return runPrimary(folder, home);
    }
    try (FileChannel lock = folder.lock()) {
      if (reset) {
        refuseWhileRunning(folder);
        folder.empty();
      }
      return runPrimary(folder, home);
    }
  }

  private int runPrimary(DemoFolder folder, Path home) throws InterruptedException {
    DemoSetup setup = new DemoSetup(folder, new SecureRandom(), Clock.systemUTC());
    VaultConf conf = setup.ensure(new DemoPorts(port, databasePort));
    BackgroundNode primary = new BackgroundNode(conf);
    requireFreePorts(conf, primary);
    Signals.onEnd(() -> stop(primary));
    say("Starting the primary ...");
    Process process = primary.start(home);
    VaultConf running = VaultConf.load(conf.folder());
    Properties told = new DemoProperties(folder).write(running, process.pid());
    tell(folder, told);
    process.onExit().thenAccept(this::tellEnd);
    ended.await();
    return ExitCode.DONE.code();
  }

  private void tell(DemoFolder folder, Properties told) {
    say("");
    say("Primary    " + told.getProperty("primary.url"));
    say("Authority  " + folder.authority() + "  (trust it in your browser)");
    say("Admin      " + told.getProperty(DemoProperties.ADMIN_USER, "-"));
    say(
        "Password   "
            + told.getProperty(DemoProperties.ADMIN_PASSWORD, "-")
            + "  (for the first sign-in)");
    say("More in    " + folder.properties());
    say("");
    say("Ready");
  }

  /** A killed node leaves the demo running, so that it can be started again beside it. */
  private void tellEnd(Process process) {
    if (node.isPresent()) {
      ended.countDown();
    } else if (!stopping.get()) {
      say(
          "The primary has ended. Start it again from another terminal: bin/demo.sh --node primary");
    }
  }

  private void stop(BackgroundNode primary) {
    if (stopping.compareAndSet(false, true)) {
      say("Stopping ...");
      try {
        primary.stop();
      } finally {
        Runtime.getRuntime().halt(ExitCode.DONE.code());
      }
    }
  }

  private static void refuseWhileRunning(DemoFolder folder) {
    if (!folder.isMade()) {
      return;
    }
    BackgroundNode primary = new BackgroundNode(VaultConf.load(folder.conf(DemoSetup.PRIMARY)));
    if (primary.pid().isPresent()) {
      throw StartRefusedException.configuration(
          "The primary in "
              + folder.path()
              + " still runs (process "
              + primary.pid().getAsLong()
              + "): stop it with bin/stop.sh --conf "
              + folder.conf(DemoSetup.PRIMARY));
    }
    primary.stop();
  }

  private static void requireFreePorts(VaultConf conf, BackgroundNode primary) {
    if (primary.pid().isPresent()) {
      throw StartRefusedException.configuration(
          "The primary runs already (process "
              + primary.pid().getAsLong()
              + "): stop it with bin/stop.sh --conf "
              + conf.folder());
    }
    requireFree("127.0.0.1", conf.server().https().port());
    if (!BundledPostgres.of(conf).isRunning()) {
      requireFree("127.0.0.1", conf.database().address().port());
    }
  }

  private static void requireFree(String address, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw StartRefusedException.configuration(
          "Port "
              + port
              + " is taken by another program: stop it, or choose others with --port and"
              + " --db-port.");
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
