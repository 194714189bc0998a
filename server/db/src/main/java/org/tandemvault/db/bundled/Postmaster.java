package org.tandemvault.db.bundled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process that {@code postmaster.pid} of a cluster names.
 *
 * @param port where it listens
 * @param ready whether it takes connections
 */
record Postmaster(long pid, int port, boolean ready) {

  /** The process, if the file names one that lives and is the server of this very cluster. */
  static Optional<Postmaster> of(Path cluster) {
    return read(cluster).filter(found -> found.serves(cluster));
  }

  private static Optional<Postmaster> read(Path cluster) {
    try {
      List<String> lines =
          Files.readAllLines(cluster.resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
      long pid = Long.parseLong(lines.getFirst().strip());
      int port = lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
      boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
      return Optional.of(new Postmaster(pid, port, ready));
    } catch (IOException | NumberFormatException | java.util.NoSuchElementException e) {
      return Optional.empty(); // no file, or one that is being written: no server yet
    }
  }

  private boolean serves(Path cluster) {
    Path proc = Path.of("/proc", Long.toString(pid));
    if (Files.isDirectory(Path.of("/proc/self"))) {
      List<String> words = commandLine(proc);
      return !words.isEmpty()
          && Path.of(words.getFirst()).getFileName().toString().equals("postgres")
          && words.contains(cluster.toString());
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> command.contains("postgres"))
        .isPresent();
  }

  /** Empty when the process is gone; a killed one that nobody waited for has no words either. */
  private static List<String> commandLine(Path proc) {
    try {
      String words = Files.readString(proc.resolve("cmdline"), StandardCharsets.UTF_8);
      return List.of(words.split("\0", -1)).stream().filter(word -> !word.isEmpty()).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
