package org.tandemvault.crypto.certificate;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tandemvault.crypto.CertificateProblemException;
import org.tandemvault.crypto.OwnerOnlyFile;
import org.tandemvault.crypto.Secret;

/**
 * A private key with its certificate and those above it, the authority's last.
 *
 * <p>Immutable. Files with the key are readable by their owner alone and replaced as a whole.
 */
public final class CertifiedKey {

  private final PrivateKey privateKey;
  private final List<X509Certificate> chain;

  CertifiedKey(PrivateKey privateKey, List<X509Certificate> chain) {
    this.privateKey = privateKey;
    this.chain = List.copyOf(chain);
  }

  /**
   * Reads the key of that alias from a PKCS#12 file.
   *
   * @throws CertificateProblemException when file, password or alias are wrong
   */
  public static CertifiedKey readPkcs12(Path file, Secret password, String alias) {
    KeyStore store = Pkcs12File.read(file, password);
    char[] chars = password.copyChars();
    try {
      Certificate[] chain = store.getCertificateChain(alias);
      if (chain == null || !(store.getKey(alias, chars) instanceof PrivateKey key)) {
        throw new CertificateProblemException(
            "The key store " + file + " holds no private key named '" + alias + "'.");
      }
      return new CertifiedKey(key, Stream.of(chain).map(X509Certificate.class::cast).toList());
    } catch (UnrecoverableKeyException wrongPassword) {
      throw new CertificateProblemException(
          "The key '" + alias + "' in " + file + " has another password than its key store.",
          wrongPassword);
    } catch (GeneralSecurityException unreadable) {
      throw new CertificateProblemException(
          "The key '" + alias + "' in " + file + " can't be read. Make the file anew.", unreadable);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  public PrivateKey privateKey() {
    return privateKey;
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The certificate, then those above it. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** Writes key and chain under the alias to a PKCS#12 file, both under the same password. */
  public void writePkcs12(Path file, Secret password, String alias) {
    Pkcs12File.write(
        file,
        password,
        (store, chars) ->
            store.setKeyEntry(alias, privateKey, chars, chain.toArray(X509Certificate[]::new)));
  }

  /** Writes the private key as PEM (PKCS#8, not encrypted) that only its owner may read. */
  public void writePrivateKeyPem(Path file) {
    byte[] encoded = privateKey.getEncoded();
    byte[] pem = Pem.text("PRIVATE KEY", encoded);
    try {
      OwnerOnlyFile.replace(file, pem);
    } catch (IOException refused) {
      throw new CertificateProblemException(
          "The private key can't be written to " + file + ". Check the folder and its rights.",
          refused);
    } finally {
      Arrays.fill(encoded, (byte) 0);
      Arrays.fill(pem, (byte) 0);
    }
  }

  /** Writes the chain as PEM, the certificate first, as TLS servers want it. */
  public void writeChainPem(Path file) {
    CertificateFiles.writePem(file, chain);
  }

  @Override
  public String toString() {
    return "CertifiedKey[" + certificate().getSubjectX500Principal() + "]";
  }
}
