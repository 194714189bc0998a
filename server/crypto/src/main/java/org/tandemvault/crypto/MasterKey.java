package org.tandemvault.crypto;

import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key everything hangs on: 32 random bytes from the master key file, held in memory only.
 *
 * <p>It seals nothing itself; every use has a key derived for it (ADR 0010). Closing wipes it;
 * whatever was derived before lives on.
 */
public final class MasterKey implements AutoCloseable {

  static final int LENGTH = 32;

  private final Secret key;
  private final String keyId;

  private MasterKey(byte[] owned) {
    this.key = Secret.owning(owned);
    this.keyId = keyIdOf(owned);
  }

  /** A new master key that no file holds yet. */
  public static MasterKey generate(SecureRandom random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /** Copies the 32 bytes; the caller wipes its own array. */
  public static MasterKey ofBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new MasterKeyException(
          MasterKeyException.Problem.WRONG_LENGTH,
          "A master key has " + LENGTH + " bytes, not " + bytes.length + ".");
    }
    return new MasterKey(bytes.clone());
  }

  /** The same key for another holder, who closes it. */
  public MasterKey copy() {
    return key.use(MasterKey::ofBytes);
  }

  /** 16 hex digits that name the key and tell nothing about it; the same key has the same id. */
  public String keyId() {
    return keyId;
  }

  /**
   * Authentication codes under a key derived from this master key. They change when the master key
   * changes; for what outlives it take {@link Keyring#authenticator}.
   */
  public MessageAuthenticator authenticator(Purpose purpose) {
    return new MessageAuthenticator(derive(purpose.label()));
  }

  /** Wipes the key. */
  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "MasterKey[" + keyId + "]";
  }

  /** The key for one label, which needs no wiping by the caller. */
  SecretKeySpec derive(String label) {
    return key.use(bytes -> Hkdf.key(bytes, label));
  }

  /** A key for one label and one salt, so that what is sealed with it shares it with nothing. */
  SecretKeySpec derive(String label, byte[] salt) {
    return key.use(bytes -> Hkdf.key(bytes, salt, label));
  }

  byte[] copyBytes() {
    return key.copyBytes();
  }

  private static String keyIdOf(byte[] bytes) {
    return HexFormat.of().formatHex(Hkdf.key(bytes, KeyLabels.KEY_ID).getEncoded(), 0, 8);
  }
}
