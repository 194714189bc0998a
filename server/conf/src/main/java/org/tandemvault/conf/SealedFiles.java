package org.tandemvault.conf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.ConfValueException;
import org.tandemvault.crypto.Secret;

/**
 * All sealed values of a node's conf files, whatever their keys are called, on their way from one
 * master key to the next. Each value says by itself which key opens it, so a broken change goes on.
 */
public final class SealedFiles {
  private static final String SUFFIX = ".conf";

  private final Path folder;

  /**
   * @param folder the node's conf folder
   */
  public SealedFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens every sealed value and changes nothing.
   *
   * @return {@code file: key} of each one that none of the keys opens
   */
  public List<String> unopened(List<ConfValueCipher> keys) {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      for (ConfEntry entry : ConfFile.read(file).entries()) {
        if (ConfValueCipher.isSealed(entry.value())
            && keys.stream().noneMatch(key -> opens(key, entry))) {
          found.add(file.getFileName() + ": " + entry.key());
        }
      }
    }
    return found;
  }

  /**
   * Seals under the next key what is still under the old one; a file is replaced as a whole.
   *
   * @return how many values were sealed anew
   * @throws ConfValueException if one opens with neither; files before it are done
   */
  public int sealAnew(ConfValueCipher old, ConfValueCipher next) {
    int done = 0;
    for (Path file : files()) {
      ConfFile before = ConfFile.read(file);
      ConfFile after = before;
      int changed = 0;
      for (ConfEntry entry : before.entries()) {
        if (ConfValueCipher.isSealed(entry.value()) && !opens(next, entry)) {
          try (Secret secret = old.open(entry.value(), entry.key())) {
            after = after.with(entry.key(), next.seal(secret, entry.key()));
          }
          changed++;
        }
      }
      if (changed > 0) {
        after.save();
      }
      done += changed;
    }
    return done;
  }

  private static boolean opens(ConfValueCipher key, ConfEntry entry) {
    try (Secret opened = key.open(entry.value(), entry.key())) {
      return opened.length() >= 0;
    } catch (ConfValueException refused) {
      return false;
    }
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " can't be read", e);
    }
  }
}
