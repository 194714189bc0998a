package org.tandemvault.tools.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tandemvault.conf.ConfFile;
import org.tandemvault.conf.ManageKeyConf;
import org.tandemvault.conf.SealedFiles;
import org.tandemvault.conf.VaultConf;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.MasterKey;
import org.tandemvault.crypto.MasterKeyException;
import org.tandemvault.tools.ToolException;
import org.tandemvault.tools.ToolExit;

/** A node's conf files on their way to another master key; {@code manage_key.conf} comes last. */
final class NodeConfFiles {
  private static final String KEY_FILE = "key.file";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final VaultConf conf;
  private final SealedFiles secrets;
  private final SecureRandom random = new SecureRandom();

  NodeConfFiles(VaultConf conf) {
    this.conf = conf;
    this.secrets = new SealedFiles(conf.folder());
  }

  /** When it is, as part of a file's name. */
  static String stamp() {
    return STAMP.format(Instant.now());
  }

  /** Refuses if a sealed value opens with none of these keys; nothing is changed. */
  void requireOpen(List<MasterKey> keys) {
    List<String> unopened = secrets.unopened(keys.stream().map(this::cipher).toList());
    if (!unopened.isEmpty()) {
      throw new ToolException(
          ToolExit.CONFIGURATION,
          "These sealed values in "
              + conf.folder()
              + " do not open with key "
              + String.join(" or ", keys.stream().map(MasterKey::keyId).toList())
              + ": "
              + String.join(", ", unopened)
              + ". Name the key they were sealed with as --old-key FILE, or enter them anew in"
              + " clear. Nothing was changed.");
    }
  }

  /** Seals everything under the next key, then lets {@code manage_key.conf} name its file. */
  List<String> switchTo(Path file, MasterKey next, List<MasterKey> old) {
    int values = 0;
    for (MasterKey key : old) {
      values += sealable(key, next) ? secrets.sealAnew(cipher(key), cipher(next)) : 0;
    }
    List<String> told = new ArrayList<>();
    told.add("Passwords in conf files sealed anew: " + values);
    if (!conf.manageKey().keyFile().equals(file)) {
      told.add("conf/manage_key.conf names " + file + "; before: " + name(file));
    }
    return told;
  }

  /** Whether this key and the next open all that is there; else another old key comes first. */
  private boolean sealable(MasterKey old, MasterKey next) {
    return secrets.unopened(List.of(cipher(old), cipher(next))).isEmpty();
  }

  private Path name(Path file) {
    Path inUse = conf.folder().resolve(ManageKeyConf.FILE);
    Path backup = conf.folder().resolve(ManageKeyConf.FILE + "." + stamp() + ".bak");
    try {
      Files.copy(
          inUse, backup, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      ConfFile.read(inUse).with(KEY_FILE, file.toString()).save();
      return backup;
    } catch (IOException e) {
      throw new ToolException(
          ToolExit.CONFIGURATION, "The old manage_key.conf can't be kept as " + backup, e);
    }
  }

  /** Keys that {@code manage_key.conf} named before, newest first, as far as they can be read. */
  List<MasterKey> before() {
    List<MasterKey> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(conf.folder())) {
      List<Path> backups =
          all.filter(f -> f.getFileName().toString().matches("manage_key\\.conf\\..*\\.bak"))
              .sorted(java.util.Comparator.reverseOrder())
              .toList();
      for (Path backup : backups) {
        ConfFile.read(backup).value(KEY_FILE).flatMap(this::readable).ifPresent(found::add);
      }
      return found;
    } catch (IOException e) {
      return found;
    }
  }

  private Optional<MasterKey> readable(String file) {
    try {
      return Optional.of(RotateKey.read(conf.home().resolve(file), conf));
    } catch (MasterKeyException gone) {
      return Optional.empty();
    }
  }

  private ConfValueCipher cipher(MasterKey key) {
    return new ConfValueCipher(key, random);
  }
}
