package org.tandemvault.tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code --conf DIR}; without it the folder {@code conf} beside {@code bin}. */
public final class ConfFolder {

  /** Set by the scripts in {@code bin}. */
  private static final String HOME = "tandem.home";

  @Option(
      names = "--conf",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "The node's configuration folder (default: conf beside bin).")
  private Optional<Path> folder = Optional.empty();

  /** Whether it is there. */
  public boolean exists() {
    return Files.isDirectory(named());
  }

  /** The folder, which is there. */
  public Path path() {
    Path path = named();
    if (!Files.isDirectory(path)) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "There is no configuration folder " + path + ": name it with --conf DIR.");
    }
    return path;
  }

  private Path named() {
    return folder
        .orElseGet(() -> Path.of(System.getProperty(HOME, "")).resolve("conf"))
        .toAbsolutePath()
        .normalize();
  }
}
