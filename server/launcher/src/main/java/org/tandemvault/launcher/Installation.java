package org.tandemvault.launcher;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.conf.NodeConf;

/**
 * Where the program's own files are: in an installation {@code lib/launcher.jar} and {@code
 * lib/*.war}; in a source tree below {@code target} folders.
 *
 * @param home the folder that holds {@code bin} and {@code conf}
 */
record Installation(Path home) {

  /** Set by the scripts in {@code bin}. */
  private static final String HOME = "tandem.home";

  static Installation ofThisProcess() {
    return new Installation(Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize());
  }

  /** The application made for that role. */
  Path war(NodeConf.Role role) {
    boolean primary = role == NodeConf.Role.PRIMARY;
    String name = primary ? "vault.war" : "standby.war";
    String built = primary ? "server/app/target/" : "standby/target/";
    return Stream.of("lib/" + name, built + name)
        .map(home::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                StartRefusedException.configuration(
                    "There is no application ("
                        + name
                        + ") in "
                        + home
                        + ": build it with mvn package, or install anew."));
  }

  /** The words that run this program in a Java process of its own. */
  List<String> command(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path options = home.resolve("bin/lib/jvm.options");
    if (Files.isRegularFile(options)) {
      words.add("@" + options);
    }
    words.add("-D" + HOME + "=" + home);
    Optional<Path> jar = ownJar();
    if (jar.isPresent()) {
      words.addAll(List.of("-jar", jar.get().toString()));
    } else {
      String classPath = System.getProperty("java.class.path");
      words.addAll(List.of("-cp", classPath, Launcher.class.getName()));
    }
    words.addAll(arguments);
    return words;
  }

  /** Empty when the classes come from a folder, as in a test. */
  private static Optional<Path> ownJar() {
    try {
      File source =
          new File(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return source.isFile() ? Optional.of(source.toPath()) : Optional.empty();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of a class is a URI", e);
    }
  }
}
