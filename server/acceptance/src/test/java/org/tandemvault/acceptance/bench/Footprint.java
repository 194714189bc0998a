package org.tandemvault.acceptance.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of a demo's processes: proportional set size, as Linux tells it. */
final class Footprint {

  private static final Path PROC = Path.of("/proc");

  private Footprint() {}

  /** MiB of one process. */
  static long process(String pid) {
    return kib(PROC.resolve(pid)) / 1024;
  }

  /** MiB of all processes that work in a folder or below, as the processes of PostgreSQL do. */
  static long workingIn(Path folder) throws IOException {
    long kib = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : all) {
        if (worksIn(process, folder)) {
          kib += kib(process);
        }
      }
    }
    return kib / 1024;
  }

  private static boolean worksIn(Path process, Path folder) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
    } catch (IOException ended) {
      return false;
    }
  }

  private static long kib(Path process) {
    try {
      List<String> lines = Files.readAllLines(process.resolve("smaps_rollup"));
      return lines.stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }
}
