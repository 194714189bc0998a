package org.tandemvault.launcher.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;
import org.tandemvault.launcher.BackgroundNode;
import org.tandemvault.launcher.ExitCode;
import org.tandemvault.launcher.Signals;
import org.tandemvault.launcher.StartRefusedException;

/** The nodes that this process starts and, at its end, stops. */
final class RunningDemo {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** How long a node that was started alone is given until both are Alive. */
  private static final Duration PATIENCE_WITH_ONE = Duration.ofSeconds(20);

  private static final Duration UNTIL_TOLD = Duration.ofSeconds(60);

  private final DemoFolder folder;
  private final LinkFile link;
  private final List<DemoNode> nodes;
  private final Consumer<String> say;
  private final Map<DemoNode, BackgroundNode> running = new EnumMap<>(DemoNode.class);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();

  RunningDemo(DemoFolder folder, LinkFile link, List<DemoNode> nodes, Consumer<String> say) {
    this.folder = folder;
    this.link = link;
    this.nodes = List.copyOf(nodes);
    this.say = say;
  }

  /** Starts the nodes and answers when one that was started alone has ended. */
  void run() throws InterruptedException {
    for (DemoNode node : DemoNode.values()) {
      running.put(node, new BackgroundNode(VaultConf.load(folder.conf(node))));
    }
    nodes.forEach(this::requireFreePorts);
    Signals.onEnd(this::stop);
    Map<DemoNode, Long> started = new EnumMap<>(DemoNode.class);
    for (DemoNode node : nodes) {
      started.put(node, start(node));
      tell(new DemoProperties(folder).write(started), started.size() == nodes.size());
    }
    if (awaitAlive()) {
      say.accept("Ready");
    }
    ended.await();
  }

  private long start(DemoNode node) {
    DemoReplication replication = new DemoReplication(folder, link);
    if (node == DemoNode.standby && !replication.isSetUp()) {
      requirePrimary();
      say.accept("Setting up replication ...");
      replication.setUp();
    }
    say.accept("Starting the " + node + " ...");
    Process process = running.get(node).start(home());
    process.onExit().thenAccept(gone -> tellEnd(node));
    return process.pid();
  }

  private void requirePrimary() {
    if (running.get(DemoNode.primary).pid().isEmpty()) {
      throw StartRefusedException.configuration(
          "The standby has nothing yet to follow: start the whole demo once, without --node.");
    }
  }

  private void tell(Properties told, boolean last) {
    if (!last) {
      return;
    }
    say.accept("");
    say.accept("Primary    " + told.getProperty("primary.url"));
    say.accept("Standby    " + told.getProperty("standby.url"));
    say.accept("Authority  " + folder.authority() + "  (trust it in your browser)");
    say.accept("Admin      " + told.getProperty(DemoProperties.ADMIN_USER, "-"));
    say.accept(
        "Password   "
            + told.getProperty(DemoProperties.ADMIN_PASSWORD, "-")
            + "  (for the first sign-in)");
    say.accept("More in    " + folder.properties());
    say.accept("");
  }

  /**
   * A whole demo is ready when both are Alive; a node alone, when it serves at the latest.
   *
   * @return false if it ended meanwhile
   */
  private boolean awaitAlive() throws InterruptedException {
    boolean whole = nodes.size() == DemoNode.values().length;
    long begin = System.nanoTime();
    boolean told = false;
    while (!alive()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begin);
      if (!whole && (waited.compareTo(PATIENCE_WITH_ONE) > 0 || !otherRuns())) {
        say.accept("High availability is not Alive: the other node does not answer yet.");
        return true;
      }
      if (!told && waited.compareTo(UNTIL_TOLD) > 0) {
        say.accept("Waiting until both nodes are Alive; bin/demo-link.sh status tells the link.");
        told = true;
      }
      if (ended.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  private boolean otherRuns() {
    return running.get(nodes.getFirst().other()).pid().isPresent();
  }

  private boolean alive() {
    Optional<BackgroundNode.HaWords> primary = running.get(DemoNode.primary).ha();
    Optional<BackgroundNode.HaWords> standby = running.get(DemoNode.standby).ha();
    if (primary.isPresent() || standby.isPresent()) {
      return primary.filter(BackgroundNode.HaWords::alive).isPresent()
          && standby.filter(BackgroundNode.HaWords::alive).isPresent();
    }
    return new DemoReplication(folder, link).runs();
  }

  /** A killed node leaves the demo running, so that it can be started again beside it. */
  private void tellEnd(DemoNode node) {
    if (nodes.size() == 1) {
      ended.countDown();
    } else if (!stopping.get()) {
      say.accept(
          "The "
              + node
              + " has ended. Start it again from another terminal: bin/demo.sh --node "
              + node);
    }
  }

  private void stop() {
    if (stopping.compareAndSet(false, true)) {
      say.accept("Stopping ...");
      try {
        for (DemoNode node : nodes.reversed()) {
          running.get(node).stop();
        }
      } finally {
        Runtime.getRuntime().halt(ExitCode.DONE.code());
      }
    }
  }

  private void requireFreePorts(DemoNode node) {
    VaultConf conf = VaultConf.load(folder.conf(node));
    BackgroundNode background = running.get(node);
    if (background.pid().isPresent()) {
      throw StartRefusedException.configuration(
          "The "
              + node
              + " runs already (process "
              + background.pid().getAsLong()
              + "): stop it with bin/stop.sh --conf "
              + conf.folder());
    }
    requireFree(conf.server().https().port());
    requireFree(conf.replication().heartbeat().port());
    if (!BundledPostgres.of(conf).isRunning()) {
      requireFree(conf.database().address().port());
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException e) {
      throw StartRefusedException.configuration(
          "Port "
              + port
              + " is taken by another program: stop it, or choose others with --port, --db-port and"
              + " their like (bin/demo.sh --help).");
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("tandem.home", "")).toAbsolutePath();
  }
}
