package org.tandemvault.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code bin/demo.sh} run for real in a folder of its own, on free ports. */
final class DemoRun implements AutoCloseable {

  static final String PRIMARY = "primary";
  static final String STANDBY = "standby";

  private static final Duration PATIENCE = Duration.ofSeconds(300);

  /**
   * Nodes that live for a minute: compiling them twice costs more than it gives, a third of all.
   */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

  private final Path data;
  private final List<String> ports;
  private final List<Process> processes = new ArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private DemoRun(Path data, List<String> ports) {
    this.data = data;
    this.ports = ports;
  }

  /** Starts a primary alone and waits until it says Ready. */
  static DemoRun start(Path folder) {
    DemoRun run = on(folder);
    run.launch(List.of("--node", PRIMARY));
    return run;
  }

  /** Starts both nodes and waits until they say Ready, which is when both are Alive. */
  static DemoRun startBoth(Path folder) {
    DemoRun run = on(folder);
    run.launch(List.of());
    return run;
  }

  private static DemoRun on(Path folder) {
    List<String> ports =
        Stream.of("port", "db-port", "heartbeat-port")
            .flatMap(name -> Stream.of("--" + name, "--standby-" + name))
            .flatMap(flag -> Stream.of(flag, Integer.toString(freePort())))
            .toList();
    return new DemoRun(folder.resolve("d"), ports);
  }

  /** The project's folder. */
  static Path project() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("bin/demo.sh"))) {
      here = here.getParent();
    }
    return here;
  }

  /** Starts a node again after it was killed, and waits until it says Ready. */
  void startAgain(String node) {
    launch(List.of("--node", node));
  }

  /** Cuts or heals the link between the two nodes. */
  void link(String what) {
    try {
      Process process =
          new ProcessBuilder(
                  project().resolve("bin/demo-link.sh").toString(), "--data", data.toString(), what)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void launch(List<String> more) {
    var command = new ArrayList<>(List.of(project().resolve("bin/demo.sh").toString()));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(ports);
    command.addAll(more);
    lines.clear();
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("JAVA_TOOL_OPTIONS", SHORT_LIVED);
      Process process = builder.start();
      processes.add(process);
      process.getOutputStream().close();
      Thread.ofVirtual().start(() -> readLines(process));
      await("the demo to say Ready")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> lines.contains("Ready") || !process.isAlive());
      assertThat(lines).as("what the demo printed").contains("Ready");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readLines(Process process) {
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line.strip());
      }
    } catch (IOException e) {
      lines.add("(the demo's output broke off: " + e.getMessage() + ")");
    }
  }

  /** What the running demo printed so far. */
  List<String> output() {
    return List.copyOf(lines);
  }

  Path data() {
    return data;
  }

  /** A value of {@code demo.properties}. */
  String property(String key) {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(data.resolve("demo.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(properties.getProperty(key)).orElseThrow();
  }

  URI primary() {
    return url(PRIMARY);
  }

  /** Where a node is. */
  URI url(String node) {
    return URI.create(property(node + ".url"));
  }

  VaultClient client() {
    return client(PRIMARY);
  }

  /** Nobody's client of a node. */
  VaultClient client(String node) {
    return VaultClient.of(url(node), Path.of(property("ca.path")));
  }

  /** An admin's session on the primary; the first password becomes {@code own}. */
  VaultClient admin(String own) {
    var first = client().post("/sessions", Map.of("username", "admin", "password", own));
    return first.status() == 201
        ? client().as(first.json().path("token").asText())
        : client().signedIn(property("admin.user"), property("admin.password"), own);
  }

  /** A node's database as its owner. */
  Connection database(String node) throws SQLException {
    return DriverManager.getConnection(
        property(node + ".db.url"), property("db.owner.user"), property("db.owner.password"));
  }

  /** kill -9 of the primary's Java process. */
  void killPrimary() {
    kill(PRIMARY);
  }

  /** kill -9 of a node's Java process. */
  void kill(String node) {
    kill(Long.parseLong(property(node + ".pid")));
  }

  /** kill -9 of the primary's postmaster. */
  void killDatabase() {
    killDatabase(PRIMARY);
  }

  /** kill -9 of a node's postmaster, which may just be starting; the node starts it again. */
  void killDatabase(String node) {
    kill(
        await("a database of node " + node + " to kill")
            .atMost(PATIENCE)
            .until(() -> postmaster(node), Optional::isPresent)
            .orElseThrow());
  }

  private void kill(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(
            p -> {
              p.destroyForcibly();
              await().atMost(PATIENCE).until(() -> !p.isAlive());
            });
  }

  private Optional<Long> postmaster(String node) {
    try (Stream<Path> files =
        Files.find(data.resolve(node), 8, (p, a) -> p.endsWith("postmaster.pid"))) {
      return files
          .findFirst()
          .map(DemoRun::firstLine)
          .filter(pid -> !pid.isEmpty())
          .map(Long::parseLong);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing if the file has just gone, or is being written. */
  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops all as Ctrl-C would, and by force what is left. */
  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
    }
    for (Process process : processes) {
      try {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
