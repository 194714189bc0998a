package org.tandemvault.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tandemvault.conf.DatabaseConf;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.db.bundled.BundledPostgres;

/** A node that runs in a process of its own, started here or not. */
public final class BackgroundNode {
  private static final Duration START_PATIENCE = Duration.ofMinutes(15);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final VaultConf conf;
  private final NodeFiles files;

  /** The process started here, which has no pid file yet for a moment. */
  private final AtomicReference<Optional<ProcessHandle>> child =
      new AtomicReference<>(Optional.empty());

  public BackgroundNode(VaultConf conf) {
    this.conf = conf;
    this.files = NodeFiles.of(conf);
  }

  /** The node's process. */
  public OptionalLong pid() {
    return DataFolderLock.pid(files);
  }

  /**
   * Starts the node and waits until it serves.
   *
   * @return its process
   * @throws StartRefusedException with what the node said and its exit code
   */
  public Process start(Path installationHome) {
    files.makeFolders();
    Installation installation = new Installation(installationHome);
    List<String> words =
        installation.command(List.of("run", "--background", "--conf", conf.folder().toString()));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectInput(ProcessBuilder.Redirect.from(nothing()))
              .redirectErrorStream(true)
              .redirectOutput(files.consoleLog().toFile())
              .start();
      child.set(Optional.of(process.toHandle()));
      awaitReady(process);
      return process;
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.UNEXPECTED, "The node's process cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException(ExitCode.UNEXPECTED, "Interrupted while starting", e);
    }
  }

  /**
   * Both states of high availability, as the node tells everybody.
   *
   * @return empty if it does not answer, or tells nothing
   */
  public Optional<HaWords> ha() {
    String text = new HealthProbe(conf).ask("/ha/readable").text();
    return word(text, "haStatus")
        .flatMap(ha -> word(text, "replicationStatus").map(data -> new HaWords(ha, data)));
  }

  /** High availability and replication: Alive, Failed or Not configured. */
  public record HaWords(String haStatus, String replicationStatus) {
    /** Whether both are Alive. */
    public boolean alive() {
      return haStatus.equals("Alive") && replicationStatus.equals("Alive");
    }
  }

  private static Optional<String> word(String json, String key) {
    Matcher found = Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** Asks the node to end and waits for it; ends a bundled database it left over. */
  public void stop() {
    OptionalLong pid = pid();
    if (pid.isPresent()) {
      ProcessHandle.of(pid.getAsLong()).ifPresent(BackgroundNode::end);
    }
    child.get().filter(ProcessHandle::isAlive).ifPresent(BackgroundNode::end);
    if (conf.database().engine() == DatabaseConf.Engine.EMBEDDED) {
      BundledPostgres.of(conf).stop();
    }
  }

  private void awaitReady(Process process) throws IOException, InterruptedException {
    HealthProbe probe = new HealthProbe(conf);
    long end = System.nanoTime() + START_PATIENCE.toNanos();
    while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
      if (pid().isPresent() && probe.ask().ready()) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        process.destroy();
        throw new StartRefusedException(
            ExitCode.UNREACHABLE,
            "The node does not become ready; what it says is in " + files.nodeLog());
      }
    }
    throw new StartRefusedException(exitCode(process.exitValue()), said());
  }

  /** What it printed; a node that was killed meanwhile said nothing. */
  private String said() throws IOException {
    String printed =
        Files.readAllLines(files.consoleLog()).stream()
            .filter(line -> !line.startsWith("Tandem Vault: "))
            .collect(Collectors.joining("\n"));
    return printed.isBlank()
        ? "The node was ended while it started; more may be in " + files.nodeLog()
        : printed;
  }

  private static ExitCode exitCode(int code) {
    return code == ExitCode.CONFIGURATION.code() ? ExitCode.CONFIGURATION : ExitCode.UNEXPECTED;
  }

  private static void end(ProcessHandle process) {
    CompletableFuture<ProcessHandle> ended = process.onExit();
    if (!process.destroy()) {
      throw StartRefusedException.configuration(
          "Process " + process.pid() + " belongs to another user: stop the node as that user.");
    }
    try {
      ended.get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new StartRefusedException(
          ExitCode.UNEXPECTED, "Process " + process.pid() + " does not end.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException(ExitCode.UNEXPECTED, "Interrupted while stopping", e);
    }
  }

  private static java.io.File nothing() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new java.io.File(windows ? "NUL" : "/dev/null");
  }
}
