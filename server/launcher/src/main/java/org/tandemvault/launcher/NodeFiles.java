package org.tandemvault.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.tandemvault.conf.VaultConf;

/** The files a node keeps below its data and log folders. */
public record NodeFiles(Path data, Path log) {

  public static NodeFiles of(VaultConf conf) {
    return new NodeFiles(conf.server().folders().data(), conf.server().folders().log());
  }

  /**
   * Refuses to run as root on what belongs to somebody else, who could not use it any more.
   *
   * @throws StartRefusedException if so
   */
  void requireOwner() {
    try {
      String user = System.getProperty("user.name", "");
      String owner = Files.exists(data) ? Files.getOwner(data).getName() : user;
      if (user.equals("root") && !owner.equals(user)) {
        throw new StartRefusedException(
            ExitCode.CONFIGURATION,
            "The folder "
                + data
                + " belongs to "
                + owner
                + ", as whom this node runs: start it as that user (runuser -u "
                + owner
                + " -- bin/start.sh), or its service.");
      }
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION, "The folder " + data + " can't be used: " + e.getMessage(), e);
    }
  }

  /** Locked for as long as the node's process lives. */
  Path lock() {
    return data.resolve("node.lock");
  }

  /** The number of the node's process. */
  public Path pid() {
    return data.resolve("node.pid");
  }

  /** In which role the node serves, for tools. */
  Path role() {
    return data.resolve("role");
  }

  /** Where Payara Micro unpacks itself; made anew at each start. */
  Path payara() {
    return data.resolve("payara");
  }

  /** The node's log. */
  public Path nodeLog() {
    return log.resolve("node.log");
  }

  /** What a node in the background prints. */
  public Path consoleLog() {
    return log.resolve("console.log");
  }

  /** Name and one-time password of the first administrator, written by the application. */
  public Path initialAdmin() {
    return data.resolve("initial-admin.properties");
  }

  /** The authority of a certificate the node made for itself. */
  public static Path ownAuthority(VaultConf conf) {
    return conf.server().https().keystore().resolveSibling("ca.pem");
  }

  /**
   * Makes both folders. Others may pass the data folder but not look into it: the bundled database
   * below it may belong to a service user.
   */
  void makeFolders() {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(data);
        rights(data, "rwx--x--x");
      }
      if (!Files.isDirectory(log)) {
        Files.createDirectories(log);
        rights(log, "rwxr-x---");
      }
    } catch (IOException e) {
      throw new StartRefusedException(
          ExitCode.CONFIGURATION,
          "The folders data.dir ("
              + data
              + ") and log.dir ("
              + log
              + ") of conf/server.conf cannot be made ("
              + e.getMessage()
              + "): name folders that this node's user may write.",
          e);
    }
    for (Path folder : new Path[] {data, log}) {
      if (!Files.isWritable(folder)) {
        throw StartRefusedException.configuration(
            "This node's user may not write " + folder + ": give it the folder (chown).");
      }
    }
  }

  private static void rights(Path folder, String rights) throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
    }
  }
}
