package org.tandemvault.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tree that the build made, and its scripts run for real. */
final class Release {
  static final Path TREE = Path.of("target", "tree").toAbsolutePath();

  /** Nodes that live for a minute: compiling them twice costs more than it gives. */
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  private Release() {}

  /** How a script ended. */
  record Ended(int exit, String told) {}

  static Ended run(Path script, String input, String... words) {
    List<String> command = new ArrayList<>();
    command.add(script.toString());
    command.addAll(List.of(words));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JDK_JAVA_OPTIONS", ONE_COMPILER);
      Path told = Files.createTempFile("told", ".txt");
      Process process = builder.redirectOutput(told.toFile()).start();
      process.getOutputStream().write(input.getBytes(UTF_8));
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      String text = Files.readString(told);
      Files.delete(told);
      return new Ended(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the user that a node runs as pass the folder. */
  static void openToAll(Path folder) throws IOException {
    Tree.rights(folder, "rwxr-xr-x");
  }

  /** One that is on every machine and is not root. */
  static String serviceUser() {
    return Privileges.root() ? "nobody" : System.getProperty("user.name");
  }

  /** A script run as that user. */
  static Ended asServiceUser(Path script, String... words) {
    if (!Privileges.root()) {
      return run(script, "", words);
    }
    List<String> all = new ArrayList<>(List.of("-u", serviceUser(), "--", script.toString()));
    all.addAll(List.of(words));
    return run(Path.of("runuser"), "", all.toArray(String[]::new));
  }
}
