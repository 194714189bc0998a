package org.tandemvault.installer.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Unpacks the tree that this jar carries into a temporary folder and lets the installer in it copy
 * it to where it belongs: {@code java -jar tandem-vault-VERSION-installer.jar [OPTIONS]}.
 */
public final class SelfExtractor {
  private static final String TREE = "tree/";
  private static final int CONFIGURATION = 78;

  private SelfExtractor() {}

  public static void main(String[] words) throws Exception {
    if (Runtime.version().feature() < 21) {
      System.err.println("Java 21 or newer is needed: start this with a newer java.");
      System.exit(CONFIGURATION);
    }
    Path folder = Files.createTempDirectory("tandem-vault-installer");
    int code;
    try {
      extract(folder);
      code = run(folder, List.of(words));
    } finally {
      remove(folder);
    }
    System.exit(code);
  }

  private static void extract(Path folder) throws IOException, URISyntaxException {
    Path own =
        Path.of(SelfExtractor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile jar = new JarFile(own.toFile())) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (entry.getName().startsWith(TREE) && !entry.isDirectory()) {
          write(jar, entry, folder.resolve(entry.getName().substring(TREE.length())), folder);
        }
      }
    }
  }

  private static void write(JarFile jar, JarEntry entry, Path file, Path folder)
      throws IOException {
    if (!file.normalize().startsWith(folder)) {
      throw new IOException("The installer is damaged: " + entry.getName());
    }
    Files.createDirectories(file.getParent());
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, file);
    }
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (posix && file.toString().endsWith(".sh")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static int run(Path folder, List<String> words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djdk.console=java.base");
    command.add("-Dtandem.home=" + folder);
    command.add("-Dtandem.temporary=true");
    command.addAll(List.of("-jar", folder.resolve("lib/installer.jar").toString(), "setup"));
    command.addAll(words);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
