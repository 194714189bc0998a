package org.tandemvault.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.MasterKeyFile;

/**
 * A node in a folder of its own with a small application that answers the health check, run by the
 * real main in a process of its own. Closing ends what still runs and removes the folder.
 */
final class TestInstallation implements AutoCloseable {
  private final Path root;
  private final List<Process> processes = new ArrayList<>();

  /** How a command ended and what it printed. */
  record Ended(int exit, String out, String err) {}

  private TestInstallation(Path root) {
    this.root = root;
  }

  /** A correct node on free ports. */
  static TestInstallation create() {
    try {
      Path root = Files.createTempDirectory("tv");
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
      TestInstallation made = new TestInstallation(root);
      made.makeWar("vault.war");
      made.makeWar("standby.war");
      MasterKeyFile.create(root.resolve("master.key"), new SecureRandom()).close();
      Files.createDirectories(made.conf());
      made.write("server.conf", "https.port = " + freePort() + "\nhttps.bind = 127.0.0.1\n");
      made.write(
          "database.conf", "port = " + freePort() + "\nbinaries.dir = " + sharedBinaries() + "\n");
      made.write("node.conf", "node.id = test\n");
      made.write("manage_key.conf", "key.file = " + root.resolve("master.key") + "\n");
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path root() {
    return root;
  }

  /** Where {@code bin} would be. */
  Path home() {
    return root.resolve("home");
  }

  Path conf() {
    return root.resolve("node/conf");
  }

  Path file(String name) {
    return root.resolve("node").resolve(name);
  }

  VaultConf load() {
    return VaultConf.load(conf());
  }

  void write(String name, String text) throws IOException {
    Files.writeString(conf().resolve(name), text);
  }

  void set(String file, String key, String value) {
    ConfFile.read(conf().resolve(file)).with(key, value).save();
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) {
    try {
      Path out = Files.createTempFile(root, "out", ".txt");
      Path err = Files.createTempFile(root, "err", ".txt");
      Process process = launch(out, err, arguments);
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException("did not end: " + String.join(" ", arguments));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command and leaves it running; it prints into the file. */
  Process launch(Path out, Path err, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:TieredStopAtLevel=1");
    words.addAll(opened());
    words.add("-Dtandem.home=" + home());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(Launcher.class.getName());
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    processes.add(process);
    return process;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** What the manifest of launcher.jar says, for classes that come from a folder. */
  private static List<String> opened() {
    return Stream.of(
            "java.base/jdk.internal.loader",
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/sun.nio.ch",
            "java.base/java.io",
            "java.base/sun.net.www.protocol.jar",
            "java.management/sun.management",
            "java.management/javax.management",
            "java.naming/javax.naming.spi",
            "java.rmi/sun.rmi.transport",
            "java.logging/java.util.logging")
        .map(opened -> "--add-opens=" + opened + "=ALL-UNNAMED")
        .toList();
  }

  private void makeWar(String name) throws IOException {
    Path war = Files.createDirectories(home().resolve("lib")).resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war))) {
      out.putNextEntry(new ZipEntry("health/ready"));
      out.write("ready".getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
  }

  /** The same folder as other tests of this user: unpacking takes seconds. */
  private static Path sharedBinaries() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "tandem-vault-test-postgresql-" + System.getProperty("user.name"));
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroyForcibly().onExit().join();
    }
    if (Files.exists(file("data/postgresql"))) {
      new BackgroundNode(load()).stop();
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
