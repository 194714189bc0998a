package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {

  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir private Path folder;

  private record Principal(String name) implements UserPrincipal {
    @Override
    public String getName() {
      return name;
    }
  }

  @Test
  void aNewFileBelongsToItsOwnerAlone() throws IOException {
    Path file = folder.resolve("secret");

    OwnerOnlyFile.create(file, CONTENT);

    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(OwnerOnlyFile.othersWhoMayUse(file)).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void creatingNeverOverwrites() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "old");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> OwnerOnlyFile.create(file, CONTENT));

    assertThat(file).hasContent("old");
  }

  @Test
  void replacingTakesRightsFromOthersAndLeavesNothingBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "old and longer");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    OwnerOnlyFile.replace(file, CONTENT);

    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(OwnerOnlyFile.othersWhoMayUse(file)).isEmpty();
    assertThat(folder.toFile().list()).containsExactly("secret");
  }

  @Test
  void aReplacementThatFailsLeavesNothingBehind() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("secret"));
    Files.writeString(taken.resolve("child"), "keeps the folder from being replaced");

    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> OwnerOnlyFile.replace(taken, CONTENT));

    assertThat(folder.toFile().list()).containsExactly("secret");
  }

  @Test
  void whoMayUseAFileIsSaidInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("open"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr---w-"));

    assertThat(OwnerOnlyFile.othersWhoMayUse(file)).containsExactly("group read", "others write");
  }

  @Test
  void onWindowsTheAccessListNamesTheOwnerAlone() throws IOException {
    Configuration windows =
        Configuration.windows().toBuilder().setAttributeViews("basic", "owner", "acl").build();
    try (FileSystem ntfs = Jimfs.newFileSystem(windows)) {
      Path file = ntfs.getPath("C:\\work\\master.key");

      OwnerOnlyFile.create(file, CONTENT);

      AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
      assertThat(acl.getAcl()).extracting(AclEntry::principal).containsExactly(acl.getOwner());
      assertThat(OwnerOnlyFile.othersWhoMayUse(file)).isEmpty();
      assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    }
  }

  @Test
  void onWindowsWhoeverElseIsAllowedIsNamed() {
    Principal owner = new Principal("VAULT\\service");
    List<AclEntry> entries =
        List.of(
            entry(AclEntryType.ALLOW, owner, AclEntryPermission.READ_DATA),
            entry(
                AclEntryType.ALLOW,
                new Principal("NT AUTHORITY\\SYSTEM"),
                AclEntryPermission.READ_DATA),
            entry(
                AclEntryType.ALLOW,
                new Principal("BUILTIN\\Administrators"),
                AclEntryPermission.WRITE_DATA),
            entry(AclEntryType.DENY, new Principal("VAULT\\guest"), AclEntryPermission.READ_DATA),
            entry(
                AclEntryType.ALLOW,
                new Principal("VAULT\\guest"),
                AclEntryPermission.READ_ATTRIBUTES),
            entry(
                AclEntryType.ALLOW, new Principal("BUILTIN\\Users"), AclEntryPermission.READ_DATA),
            entry(AclEntryType.ALLOW, new Principal("VAULT\\bob"), AclEntryPermission.WRITE_ACL));

    assertThat(OwnerOnlyFile.othersOf(entries, owner))
        .containsExactly("BUILTIN\\Users", "VAULT\\bob");
  }

  @Test
  void aFileThatIsWrittenPieceByPieceIsItsOwnersFromTheStart(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("pieces");
    try (var channel = OwnerOnlyFile.open(file)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2}));
    }

    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(OwnerOnlyFile.othersWhoMayUse(file)).isEmpty();
    org.assertj.core.api.Assertions.assertThatIOException()
        .isThrownBy(() -> OwnerOnlyFile.open(file));
  }

  private static AclEntry entry(AclEntryType type, UserPrincipal who, AclEntryPermission right) {
    return AclEntry.newBuilder().setType(type).setPrincipal(who).setPermissions(right).build();
  }
}
