package org.tandemvault.crypto.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.crypto.Secret;

/** PKCS#12 files, written so that only their owner may read them. */
final class Pkcs12File {

  private static final String TYPE = "PKCS12";

  /** Puts entries into a store whose password is lent as characters. */
  @FunctionalInterface
  interface Entries {
    void putInto(KeyStore store, char[] password) throws GeneralSecurityException;
  }

  private Pkcs12File() {}

  static KeyStore read(Path file, Secret password) {
    char[] chars = password.copyChars();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(in, chars);
      return store;
    } catch (NoSuchFileException missing) {
      throw new CertificateProblemException("There is no key store at " + file + ".", missing);
    } catch (IOException | GeneralSecurityException refused) {
      throw new CertificateProblemException(whyNot(file, refused), refused);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  static void write(Path file, Secret password, Entries entries) {
    char[] chars = password.copyChars();
    try {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      entries.putInto(store, chars);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, chars);
      OwnerOnlyFile.replace(file, out.toByteArray());
    } catch (IOException | GeneralSecurityException refused) {
      throw new CertificateProblemException(
          "The key store can't be written to " + file + ". Check the folder and its rights.",
          refused);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private static String whyNot(Path file, Exception refused) {
    return refused.getCause() instanceof UnrecoverableKeyException
        ? "The key store " + file + " does not open with the password given for it."
        : "The key store " + file + " can't be read as PKCS#12.";
  }
}
