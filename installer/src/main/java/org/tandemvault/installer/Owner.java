package org.tandemvault.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.stream.Stream;

/** The user that the node runs as, and what is given to it. */
final class Owner {
  private final String name;
  private final boolean root;

  /**
   * @param root whether this process may make users and give files away
   */
  Owner(String name, boolean root) {
    this.name = name;
    this.root = root;
  }

  String name() {
    return name;
  }

  boolean isAnother() {
    return root && !name.equals("root");
  }

  /** Makes the user if it is missing. */
  void ensure(Path home) {
    if (!isAnother() || exists()) {
      return;
    }
    Commands.require(
        "The user " + name + " can't be made: make it, or name another with --service-user.",
        List.of(
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            home.toString(),
            "--shell",
            "/usr/sbin/nologin",
            name));
  }

  /** The folder that this user could not enter, as one below /root; the problem as a line. */
  void requireWay(Path folder) {
    if (!isAnother()) {
      return;
    }
    try {
      for (Path part = folder; part != null; part = part.getParent()) {
        if (Files.isDirectory(part) && !mayPass(part)) {
          throw SetupException.configuration(
              "The user "
                  + name
                  + " can't enter "
                  + part
                  + ", so the node could not run in "
                  + folder
                  + ": name another folder, or another user with --service-user.");
        }
      }
    } catch (IOException e) {
      throw new SetupException(SetupException.CONFIGURATION, "Can't look at " + folder, e);
    }
  }

  private boolean mayPass(Path folder) throws IOException {
    PosixFileAttributes its = Files.readAttributes(folder, PosixFileAttributes.class);
    return its.permissions().contains(PosixFilePermission.OTHERS_EXECUTE)
        || its.owner().getName().equals(name)
        || (its.group().getName().equals(name)
            && its.permissions().contains(PosixFilePermission.GROUP_EXECUTE));
  }

  /** Gives a file, or a folder with all in it, to the user. */
  void give(Path path) throws IOException {
    if (!isAnother()) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.toList()) {
        giveOne(each);
      }
    }
  }

  /** A folder of the node's own, made if it is missing and then given to the user. */
  void makeFolder(Path folder, String rights) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Tree.rights(folder, rights);
      give(folder);
    }
  }

  private void giveOne(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setOwner(user());
      view.setGroup(group());
    }
  }

  private UserPrincipal user() throws IOException {
    return java.nio.file.FileSystems.getDefault()
        .getUserPrincipalLookupService()
        .lookupPrincipalByName(name);
  }

  /** The user's own group, or the one that id tells. */
  private GroupPrincipal group() throws IOException {
    String group = Commands.output(List.of("id", "-gn", name)).strip();
    return java.nio.file.FileSystems.getDefault()
        .getUserPrincipalLookupService()
        .lookupPrincipalByGroupName(group);
  }

  private boolean exists() {
    try {
      user();
      return true;
    } catch (UserPrincipalNotFoundException missing) {
      return false;
    } catch (IOException e) {
      throw new SetupException(SetupException.CONFIGURATION, "Can't look for the user " + name, e);
    }
  }
}
