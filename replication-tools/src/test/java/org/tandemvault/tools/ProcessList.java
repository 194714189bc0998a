package org.tandemvault.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Reads again and again, until it is closed, what all processes of this machine show of themselves:
 * their words and their environment. Others can read the words, and the same user both.
 */
public final class ProcessList implements AutoCloseable {
  private static final Path PROCESSES = Path.of("/proc");
  private static final int OFTEN = 100;

  private final List<String> secrets;
  private final Set<String> leaks = new ConcurrentSkipListSet<>();
  private final ScheduledExecutorService eye = Executors.newSingleThreadScheduledExecutor();

  private ProcessList(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
    eye.scheduleWithFixedDelay(this::look, 0, OFTEN, TimeUnit.MILLISECONDS);
  }

  /** Looks for these. Does nothing where processes show themselves in another way. */
  public static ProcessList watchedFor(String... secrets) {
    return new ProcessList(List.of(secrets));
  }

  /** Skips a test that is about this alone. */
  public static void assumeThereIsOne() {
    Assumptions.assumeTrue(
        Files.isReadable(PROCESSES.resolve("self/environ")), "no /proc: processes can't be read");
  }

  /** What one process shows, its words and its environment; empty if it is gone. */
  public static String of(long pid) {
    return shown(PROCESSES.resolve(Long.toString(pid)), "cmdline")
        + shown(PROCESSES.resolve(Long.toString(pid)), "environ");
  }

  /** Looks at all of them once. */
  public void look() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : all) {
        for (String what : List.of("cmdline", "environ")) {
          String shown = shown(process, what);
          if (secrets.stream().anyMatch(shown::contains)) {
            leaks.add(what + " of " + shown.split("\0", 2)[0]);
          }
        }
      }
    } catch (IOException none) {
      eye.shutdown(); // no such list here
    }
  }

  private static String shown(Path process, String what) {
    try {
      return new String(Files.readAllBytes(process.resolve(what)), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Who showed one of the secrets. */
  public Set<String> leaks() {
    return Set.copyOf(leaks);
  }

  /** The files below a folder, but those that are named, in which one of the words stands. */
  public static List<Path> filesWith(Path folder, List<String> words, Path... but) {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !List.of(but).contains(file))
          .filter(file -> holds(file, words))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, List<String> words) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return words.stream().anyMatch(text::contains);
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() {
    eye.shutdownNow();
  }
}
