package org.tandemvault.crypto.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.OwnerOnlyFile;

/**
 * {@code conf/truststore.p12}: the certificates that a node believes database servers by.
 *
 * <p>They are public, so the PKCS#12 file has no password; anybody may read it and its owner alone
 * may write it. It is replaced as a whole.
 */
public final class TrustStoreFile {
  /** The file's name in a configuration folder. */
  public static final String NAME = "truststore.p12";

  private static final String TYPE = "PKCS12";
  private static final int ALIAS_BYTES = 10;

  private final Path file;

  public TrustStoreFile(Path file) {
    this.file = file;
  }

  /** That of a configuration folder. */
  public static TrustStoreFile in(Path conf) {
    return new TrustStoreFile(conf.resolve(NAME));
  }

  public Path path() {
    return file;
  }

  /** The certificates by alias; none if there is no file. */
  public Map<String, X509Certificate> certificates() {
    Map<String, X509Certificate> trusted = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return trusted;
    }
    try {
      KeyStore store = load();
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
          trusted.put(alias, certificate);
        }
      }
      return trusted;
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new CertificateProblemException(
          "The file "
              + file
              + " can't be read as a PKCS#12 store without a password. Move it away and import the"
              + " certificates again (bin/importCert.sh).",
          unreadable);
    }
  }

  /**
   * Adds a certificate.
   *
   * @return false if it was there already; the file is left as it is then
   */
  public boolean add(X509Certificate certificate) {
    Map<String, X509Certificate> trusted = certificates();
    if (trusted.containsValue(certificate)) {
      return false;
    }
    trusted.put(alias(certificate), certificate);
    write(trusted);
    return true;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(TYPE);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, null);
    }
    return store;
  }

  private void write(Map<String, X509Certificate> trusted) {
    try {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      for (Map.Entry<String, X509Certificate> entry : trusted.entrySet()) {
        store.setCertificateEntry(entry.getKey(), entry.getValue());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, null);
      OwnerOnlyFile.replace(file, out.toByteArray());
      openToReaders();
    } catch (IOException | GeneralSecurityException refused) {
      throw new CertificateProblemException(
          "The certificates can't be written to " + file + ". Check the folder and its rights.",
          refused);
    }
  }

  /** Readable by all; it belongs to whoever the folder belongs to, e.g. the node's own user. */
  private void openToReaders() throws IOException {
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) == null) {
      return;
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path folder = file.toAbsolutePath().getParent();
    FileOwnerAttributeView owner = Files.getFileAttributeView(file, FileOwnerAttributeView.class);
    if (!owner.getOwner().equals(Files.getOwner(folder))) {
      owner.setOwner(Files.getOwner(folder));
    }
  }

  private static String alias(X509Certificate certificate) {
    String digits = CertificateFiles.fingerprint(certificate).replace(":", "");
    byte[] start = HexFormat.of().parseHex(digits.substring(0, 2 * ALIAS_BYTES));
    return HexFormat.of().formatHex(start);
  }
}
