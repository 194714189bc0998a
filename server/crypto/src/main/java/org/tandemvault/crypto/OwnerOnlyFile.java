package org.tandemvault.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Files that only their owner may read: keys, passwords, key stores. Rights are set when the file
 * is made, never after it was filled, and the bytes are on the disk when a call returns.
 *
 * <p>On POSIX the file gets mode 0600; on Windows an access list that names its owner alone. On a
 * file system that knows neither, rights can't be set and {@link #othersWhoMayUse} says so.
 */
public final class OwnerOnlyFile {

  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final Set<AclEntryPermission> USES =
      Set.of(
          AclEntryPermission.READ_DATA,
          AclEntryPermission.WRITE_DATA,
          AclEntryPermission.APPEND_DATA,
          AclEntryPermission.WRITE_ACL,
          AclEntryPermission.WRITE_OWNER);

  private OwnerOnlyFile() {}

  /**
   * Writes a file that must not exist yet.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it does; it is left as it is
   */
  public static void create(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, newFile(), attributes(file))) {
      fill(file, channel, content);
    }
    syncFolder(file);
  }

  /**
   * Makes an empty file to be written piece by piece; the caller forces and closes it.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is one
   */
  public static FileChannel open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, newFile(), attributes(file));
    try {
      leaveToOwner(file);
      return channel;
    } catch (IOException failed) {
      channel.close();
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  /** Writes a file or replaces it as a whole: a reader sees the old content or the new one. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
    create(fresh, content);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      Files.deleteIfExists(fresh);
      throw refused;
    }
    syncFolder(file);
  }

  /** Who besides the owner may read or change the file; empty when nobody may. */
  public static List<String> othersWhoMayUse(Path file) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      return othersOf(posix.readAttributes().permissions());
    }
    AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl != null) {
      return othersOf(acl.getAcl(), acl.getOwner());
    }
    return List.of("anybody (this file system keeps no rights)");
  }

  static List<String> othersOf(Set<PosixFilePermission> rights) {
    return rights.stream()
        .filter(OTHERS::contains)
        .sorted()
        .map(right -> right.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .toList();
  }

  static List<String> othersOf(List<AclEntry> entries, UserPrincipal owner) {
    return entries.stream()
        .filter(entry -> entry.type() == AclEntryType.ALLOW)
        .filter(entry -> entry.permissions().stream().anyMatch(USES::contains))
        .map(AclEntry::principal)
        .filter(who -> !who.equals(owner) && !isOperatingSystem(who))
        .map(UserPrincipal::getName)
        .distinct()
        .toList();
  }

  /** Windows itself and its administrators can take any file anyway. */
  private static boolean isOperatingSystem(UserPrincipal who) {
    return who.getName().endsWith("\\SYSTEM") || who.getName().endsWith("\\Administrators");
  }

  private static Set<StandardOpenOption> newFile() {
    return EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static FileAttribute<?>[] attributes(Path file) {
    Set<String> views = file.getFileSystem().supportedFileAttributeViews();
    if (views.contains("posix")) {
      return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)};
    }
    return new FileAttribute<?>[0];
  }

  private static void fill(Path file, FileChannel channel, byte[] content) throws IOException {
    try {
      leaveToOwner(file);
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  private static void leaveToOwner(Path file) throws IOException {
    AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl != null && Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
      acl.setAcl(
          List.of(
              AclEntry.newBuilder()
                  .setType(AclEntryType.ALLOW)
                  .setPrincipal(acl.getOwner())
                  .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                  .build()));
    }
  }

  /** Makes the name durable as well; Windows has no such call and does it by itself. */
  public static void syncFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
