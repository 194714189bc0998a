package org.tandemvault.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM with a 96-bit nonce and a 128-bit tag (NIST SP 800-38D) through the JCA, whose AES runs
 * in hardware. Cipher instances are pooled: making one costs four times the sealing of a password.
 * Thread-safe.
 */
final class AesGcm {

  static final int NONCE_LENGTH = 12;
  static final int TAG_LENGTH = 16;

  private final InstancePool<Cipher> ciphers =
      new InstancePool<>(() -> Jca.required(() -> Cipher.getInstance("AES/GCM/NoPadding")));

  /** Writes ciphertext and tag to {@code target} from {@code at}; the nonce must be fresh. */
  void seal(SecretKey key, byte[] nonce, byte[] associated, byte[] plain, byte[] target, int at) {
    Jca.required(
        () ->
            ciphers.use(
                cipher -> {
                  start(cipher, Cipher.ENCRYPT_MODE, key, nonce, associated);
                  return cipher.doFinal(plain, 0, plain.length, target, at);
                }));
  }

  /**
   * Opens ciphertext and tag that lie in {@code sealed} from {@code at} to its end.
   *
   * @throws AEADBadTagException when key, nonce, associated data or bytes are not those sealed
   */
  byte[] open(SecretKey key, byte[] nonce, byte[] associated, byte[] sealed, int at)
      throws AEADBadTagException {
    try {
      return ciphers.use(
          cipher -> {
            start(cipher, Cipher.DECRYPT_MODE, key, nonce, associated);
            return cipher.doFinal(sealed, at, sealed.length - at);
          });
    } catch (AEADBadTagException refused) {
      throw refused;
    } catch (GeneralSecurityException missing) {
      throw new CryptoUnavailableException(missing);
    }
  }

  private static void start(Cipher cipher, int mode, SecretKey key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * 8, nonce));
    cipher.updateAAD(associated);
  }
}
