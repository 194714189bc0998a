package org.tandemvault.crypto.certificate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.Secret;

/** Reads and writes public certificates and stores of trusted ones. */
public final class CertificateFiles {

  private CertificateFiles() {}

  /** Writes the certificates one after the other as PEM; anybody may read them. */
  public static void writePem(Path file, List<X509Certificate> certificates) {
    try {
      Files.writeString(file, pem(certificates), StandardCharsets.US_ASCII);
    } catch (IOException refused) {
      throw new CertificateProblemException(
          "The certificate can't be written to " + file + ". Check the folder and its rights.",
          refused);
    }
  }

  /** The certificates one after the other as PEM. */
  public static String pem(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      byte[] armoured = Pem.text("CERTIFICATE", encoded(certificate));
      text.append(new String(armoured, StandardCharsets.US_ASCII));
    }
    return text.toString();
  }

  /**
   * Reads the certificates of a file, PEM or DER.
   *
   * @throws CertificateProblemException when there is none in it
   */
  public static List<X509Certificate> read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new CertificateProblemException("There is no certificate in " + file + ".");
      }
      return certificates;
    } catch (NoSuchFileException missing) {
      throw new CertificateProblemException("There is no certificate at " + file + ".", missing);
    } catch (IOException | CertificateException unreadable) {
      throw new CertificateProblemException(
          "The file " + file + " can't be read as a certificate. Export it as .cer or .pem.",
          unreadable);
    }
  }

  /** Replaces a PKCS#12 store of trusted certificates, by alias. */
  public static void writeTrustStore(
      Path file, Secret password, Map<String, X509Certificate> trusted) {
    Pkcs12File.write(
        file,
        password,
        (store, unused) -> {
          for (Map.Entry<String, X509Certificate> entry : trusted.entrySet()) {
            store.setCertificateEntry(entry.getKey(), entry.getValue());
          }
        });
  }

  /** The trusted certificates of a PKCS#12 store, by alias. */
  public static Map<String, X509Certificate> readTrustStore(Path file, Secret password) {
    KeyStore store = Pkcs12File.read(file, password);
    Map<String, X509Certificate> trusted = new TreeMap<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          trusted.put(alias, certificate);
        }
      }
      return trusted;
    } catch (KeyStoreException notLoaded) {
      throw new CertificateProblemException("The store " + file + " can't be read.", notLoaded);
    }
  }

  /** SHA-256 over the certificate in pairs of hex digits, as browsers and openssl show it. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded(certificate));
      return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException missing) {
      throw new CertificateProblemException("This Java lacks SHA-256.", missing);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException damaged) {
      throw new CertificateProblemException("A certificate can't be encoded.", damaged);
    }
  }
}
