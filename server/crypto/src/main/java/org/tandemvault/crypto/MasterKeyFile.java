package org.tandemvault.crypto;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tandemvault.crypto.MasterKeyException.Problem;

/**
 * The file that holds the master key, kept outside the installation and outside the database,
 * readable by its owner alone. It is read at start; afterwards its drive may be removed.
 *
 * <p>Its text is described at {@link MasterKeyText}.
 */
public final class MasterKeyFile {

  private static final int MOST_BYTES = 4096;

  private MasterKeyFile() {}

  /**
   * Makes a new master key and its file.
   *
   * @throws MasterKeyException EXISTS when something is there already, UNWRITABLE otherwise
   */
  public static MasterKey create(Path file, SecureRandom random) {
    MasterKey master = MasterKey.generate(random);
    try {
      write(file, master);
      return master;
    } catch (MasterKeyException refused) {
      master.close();
      throw refused;
    }
  }

  /** Writes a master key to a new file; refuses to overwrite. */
  public static void write(Path file, MasterKey master) {
    byte[] text = MasterKeyText.of(master);
    try {
      OwnerOnlyFile.create(file, text);
    } catch (FileAlreadyExistsException taken) {
      throw new MasterKeyException(
          Problem.EXISTS,
          "A file is there already and is never overwritten: "
              + file
              + ". Name another file for the new master key.",
          taken);
    } catch (IOException refused) {
      throw new MasterKeyException(
          Problem.UNWRITABLE,
          "The master key file can't be written: "
              + file
              + " ("
              + reason(refused)
              + "). Make its folder and give yourself the right to write there.",
          refused);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Reads the master key.
   *
   * @param installationDir the folder the file must not be in, links followed
   * @param allowInsideInstallation true for a demo only
   */
  public static MasterKey read(Path file, Path installationDir, boolean allowInsideInstallation) {
    try {
      requireRegular(file);
      if (!allowInsideInstallation) {
        requireOutside(file, installationDir);
      }
      requireOwnerOnly(file);
      return parse(file);
    } catch (NoSuchFileException missing) {
      throw new MasterKeyException(
          Problem.MISSING,
          "There is no master key file at "
              + file
              + ". Attach the drive that holds it, or name the right file in manage_key.conf.",
          missing);
    } catch (IOException refused) {
      throw new MasterKeyException(
          Problem.UNREADABLE,
          "The master key file can't be read: "
              + file
              + " ("
              + reason(refused)
              + "). Let the account that runs the vault own it.",
          refused);
    }
  }

  /**
   * For a key file that is yet to be made.
   *
   * @throws MasterKeyException INSIDE_INSTALLATION if its folder is, links followed; MISSING if
   *     there is no such folder
   */
  public static void requirePlace(Path file, Path installationDir) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    try {
      requireOutside(folder, installationDir);
    } catch (IOException missing) {
      throw new MasterKeyException(
          Problem.MISSING,
          "There is no folder "
              + folder
              + " for the master key file. Make it, or name another place.",
          missing);
    }
  }

  /** Whether this text is, or was meant to be, that of a master key file. */
  public static boolean isOne(byte[] text) {
    return MasterKeyText.isOne(text);
  }

  private static MasterKey parse(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw MasterKeyText.malformed(file, "it is longer than " + MOST_BYTES + " bytes");
    }
    byte[] text = Files.readAllBytes(file);
    try {
      return MasterKeyText.parse(text, file);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static void requireRegular(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw MasterKeyText.malformed(file, "it is not a plain file");
    }
  }

  private static void requireOutside(Path file, Path installationDir) throws IOException {
    Path installation =
        Files.exists(installationDir)
            ? installationDir.toRealPath()
            : installationDir.toAbsolutePath().normalize();
    if (file.toRealPath().startsWith(installation)) {
      throw new MasterKeyException(
          Problem.INSIDE_INSTALLATION,
          "The master key file "
              + file
              + " lies inside the installation folder "
              + installation
              + ", where backups and copies would take it along. Move it elsewhere, best to a"
              + " drive of its own, and name the new place in manage_key.conf.");
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    List<String> others = OwnerOnlyFile.othersWhoMayUse(file.toRealPath());
    if (!others.isEmpty()) {
      throw new MasterKeyException(
          Problem.READABLE_BY_OTHERS,
          "Others may use the master key file "
              + file
              + ": "
              + String.join(", ", others)
              + ". Leave it to its owner: chmod 600 on Linux,"
              + " icacls FILE /inheritance:r /grant:r OWNER:F on Windows.");
    }
  }

  private static String reason(IOException failed) {
    return failed.getClass().getSimpleName();
  }
}
