package org.tandemvault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tandemvault.crypto.MasterKeyException.Problem;

class MasterKeyFileTest {

  @TempDir private Path folder;

  private final SecureRandom random = new SecureRandom();
  private Path installation;
  private Path file;

  @BeforeEach
  void layOut() throws IOException {
    installation = Files.createDirectory(folder.resolve("installation"));
    file = Files.createDirectory(folder.resolve("keys")).resolve("master.key");
  }

  @Test
  void itsTextIsToldFromOthers() {
    byte[] other = "a letter".getBytes(StandardCharsets.UTF_8);
    try (MasterKey master = MasterKey.ofBytes(Hex.range(0, 31))) {
      assertThat(MasterKeyFile.isOne(MasterKeyText.of(master))).isTrue();
    }
    assertThat(MasterKeyFile.isOne(other)).isFalse();
  }

  @Test
  void aNewFileIsReadBack() {
    try (MasterKey made = MasterKeyFile.create(file, random);
        MasterKey read = MasterKeyFile.read(file, installation, false)) {
      assertThat(read.keyId()).isEqualTo(made.keyId());
      assertThat(read.copyBytes()).isEqualTo(made.copyBytes());
    }
  }

  @Test
  void aPlaceForANewFileIsOutsideTheInstallationAndThere() {
    MasterKeyFile.requirePlace(file, installation);

    assertThatExceptionOfType(MasterKeyException.class)
        .isThrownBy(() -> MasterKeyFile.requirePlace(installation.resolve("k"), installation))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.INSIDE_INSTALLATION));
    assertThatExceptionOfType(MasterKeyException.class)
        .isThrownBy(() -> MasterKeyFile.requirePlace(folder.resolve("no/k"), installation))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.MISSING));
  }

  @Test
  void onlyItsOwnerMayReadANewFile() throws IOException {
    MasterKeyFile.create(file, random).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void everyNewKeyIsAnother() {
    try (MasterKey one = MasterKeyFile.create(file, random);
        MasterKey two = MasterKeyFile.create(file.resolveSibling("second.key"), random)) {
      assertThat(one.keyId()).isNotEqualTo(two.keyId());
    }
  }

  @Test
  void aFileThatIsThereIsNeverOverwritten() throws IOException {
    MasterKeyFile.create(file, random).close();
    byte[] before = Files.readAllBytes(file);

    assertProblem(Problem.EXISTS, () -> MasterKeyFile.create(file, random));

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aFolderThatIsMissingCantTakeAFile() {
    Path nowhere = folder.resolve("nowhere").resolve("master.key");

    assertProblem(Problem.UNWRITABLE, () -> MasterKeyFile.create(nowhere, random));
  }

  @Test
  void aMissingFileIsCalledMissing() {
    assertProblem(Problem.MISSING, () -> read(file));
  }

  @Test
  void aLinkToNothingIsCalledMissing() throws IOException {
    Files.createSymbolicLink(file, folder.resolve("gone.key"));

    assertProblem(Problem.MISSING, () -> read(file));
  }

  @Test
  void aFolderIsNoKeyFile() {
    assertProblem(Problem.MALFORMED, () -> read(folder));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatTheSystemWontReadIsUnreadable() {
    Path refusesReads = Path.of("/proc/self/mem");

    assertProblem(Problem.UNREADABLE, () -> read(refusesReads));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw-rw-rw-"})
  void aFileThatOthersMayUseIsRefused(String rights) throws IOException {
    MasterKeyFile.create(file, random).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

    assertProblem(Problem.READABLE_BY_OTHERS, () -> read(file));
  }

  @Test
  void aFileThatItsOwnerMayOnlyReadIsFine() throws IOException {
    MasterKeyFile.create(file, random).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    read(file).close();
  }

  @Test
  void aLinkFromOutsideIntoTheInstallationIsInside() throws IOException {
    Path inside = installation.resolve("conf.key");
    MasterKeyFile.create(inside, random).close();
    Files.createSymbolicLink(file, inside);

    assertProblem(Problem.INSIDE_INSTALLATION, () -> read(inside));
    assertProblem(Problem.INSIDE_INSTALLATION, () -> read(file));
  }

  @Test
  void anInstallationReachedThroughALinkIsTheSameInstallation() throws IOException {
    Path inside = installation.resolve("master.key");
    MasterKeyFile.create(inside, random).close();
    Path link = Files.createSymbolicLink(folder.resolve("current"), installation);

    assertProblem(Problem.INSIDE_INSTALLATION, () -> MasterKeyFile.read(inside, link, false));
  }

  @Test
  void aLinkFromTheInstallationToOutsideIsOutside() throws IOException {
    MasterKeyFile.create(file, random).close();
    Path link = Files.createSymbolicLink(installation.resolve("master.key"), file);

    read(link).close();
  }

  @Test
  void aFolderWithALikeNameIsNotTheInstallation() throws IOException {
    Path like = Files.createDirectory(folder.resolve("installation-keys")).resolve("master.key");
    MasterKeyFile.create(like, random).close();

    read(like).close();
  }

  @Test
  void aDemoMayKeepTheFileInside() {
    Path inside = installation.resolve("master.key");
    try (MasterKey made = MasterKeyFile.create(inside, random);
        MasterKey read = MasterKeyFile.read(inside, installation, true)) {
      assertThat(read.keyId()).isEqualTo(made.keyId());
    }
  }

  @Test
  void anInstallationFolderThatIsNotThereHoldsNothing() {
    MasterKeyFile.create(file, random).close();

    MasterKeyFile.read(file, folder.resolve("not-there"), false).close();
  }

  @Test
  void windowsLineEndsAndFurtherCommentsAreFine() throws IOException {
    MasterKeyFile.create(file, random).close();
    String text = Files.readString(file);

    rewrite("# kept in the safe\n\n" + text.replace("\n", "\r\n"));

    read(file).close();
  }

  @Test
  void aFileWithoutItsLastLineFeedIsFine() throws IOException {
    MasterKeyFile.create(file, random).close();

    rewrite(Files.readString(file).stripTrailing());

    read(file).close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33, 64})
  void aKeyOfAnotherLengthIsNamed(int length) throws IOException {
    String key = Base64.getEncoder().encodeToString(new byte[length]);

    rewrite(text("v1", "0000000000000000", key, "0000000000000000"));

    assertProblem(Problem.WRONG_LENGTH, () -> read(file));
  }

  @Test
  void aChangedKeyDoesNotFitItsChecksum() throws IOException {
    MasterKeyFile.create(file, random).close();
    String text = Files.readString(file);
    int at = text.indexOf("\nkey: ") + 10;

    rewrite(text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1));

    assertProblem(Problem.BAD_CHECKSUM, () -> read(file));
  }

  @Test
  void aKeyIdOfAnotherKeyIsRefusedEvenWithItsChecksum() throws IOException {
    String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    rewrite(text("v1", "0000000000000000", key, "0b61c271c5447687"));

    assertThatExceptionOfType(MasterKeyException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining("key id")
        .satisfies(refused -> assertThat(refused.problem()).isEqualTo(Problem.BAD_CHECKSUM));
  }

  @Test
  void aLaterVersionIsNamed() throws IOException {
    rewrite("tandem-vault-master-key v2\nsomething: else\n");

    assertProblem(Problem.UNKNOWN_VERSION, () -> read(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "# only a comment",
        "0123456789abcdef0123456789abcdef",
        "tandem-vault-master-key",
        "tandem-vault-master-key v1",
        "tandem-vault-master-key v1\nkey-id: 1\nkey: AA==\nchecksum: 1\nmore: 1",
        "tandem-vault-master-key v1\nkey: 1\nkey-id: AA==\nchecksum: 1",
        "tandem-vault-master-key v1\nkey-id: 1\nkey: ??\nchecksum: 1",
        "tandem-vault-master-key v1\nkey-id: 1\nkey: AA==\nsum: 1"
      })
  void whatIsNoKeyFileIsRefused(String text) throws IOException {
    rewrite(text);

    assertProblem(Problem.MALFORMED, () -> read(file));
  }

  @Test
  void aHugeFileIsRefusedUnread() throws IOException {
    rewrite("#".repeat(5_000));

    assertProblem(Problem.MALFORMED, () -> read(file));
  }

  @Test
  void aFileSystemThatKeepsNoRightsIsRefused() throws IOException {
    Configuration withoutRights =
        Configuration.unix().toBuilder().setAttributeViews("basic").build();
    try (FileSystem fat = Jimfs.newFileSystem(withoutRights)) {
      Path onFat = fat.getPath("/master.key");
      MasterKeyFile.create(onFat, random).close();

      assertProblem(
          Problem.READABLE_BY_OTHERS,
          () -> MasterKeyFile.read(onFat, fat.getPath("/vault"), false));
    }
  }

  private MasterKey read(Path from) {
    return MasterKeyFile.read(from, installation, false);
  }

  private void rewrite(String text) throws IOException {
    OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String version, String keyId, String key, String checksum) {
    return "tandem-vault-master-key %s\nkey-id: %s\nkey: %s\nchecksum: %s\n"
        .formatted(version, keyId, key, checksum);
  }

  private static void assertProblem(Problem problem, Runnable call) {
    assertThatExceptionOfType(MasterKeyException.class)
        .isThrownBy(call::run)
        .satisfies(refused -> assertThat(refused.problem()).isEqualTo(problem))
        .satisfies(refused -> assertThat(refused.getMessage()).contains(". "));
  }
}
