package org.tandemvault.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for one place of the database and opens them there (ADR 0011).
 *
 * <p>Format 1: version byte 1, key id (4 bytes, big-endian), random nonce (12), AES-256-GCM
 * ciphertext and tag (16). Version, key id and {@link Binding} are authenticated with the value.
 *
 * <p>Guarantee: a value that opens is the one that was sealed for this table, row, field and
 * version. Limits: an older value of the same place and version can't be told from the newest, and
 * the length of the secret shows. Thread-safe, on platform and virtual threads.
 */
public final class SecretCipher {

  private static final byte VERSION = 1;
  private static final long READ_AGAIN_MILLIS = 1_000;
  private static final int HEADER_LENGTH = 5;
  private static final int CIPHERTEXT_AT = HEADER_LENGTH + AesGcm.NONCE_LENGTH;
  private static final int LEAST_LENGTH = CIPHERTEXT_AT + AesGcm.TAG_LENGTH;

  private final AesGcm aes = new AesGcm();
  private final SealBudget budget;
  private final SecureRandom random;
  private final Supplier<Keyring> newest;
  private volatile Keyring keyring;
  private long readAt;
  private boolean read;

  public SecretCipher(Keyring keyring, SealBudget budget, SecureRandom random) {
    this(keyring, budget, random, () -> keyring);
  }

  /**
   * @param newest reads the keyring again; asked when a value names a data key that is not known,
   *     as another node may have made one meanwhile, but once in {@value #READ_AGAIN_MILLIS} ms at
   *     most
   */
  public SecretCipher(
      Keyring keyring, SealBudget budget, SecureRandom random, Supplier<Keyring> newest) {
    this.keyring = keyring;
    this.budget = budget;
    this.random = random;
    this.newest = newest;
  }

  /**
   * Seals the secret for its place with the active data key.
   *
   * @throws KeyExhaustedException when the active key may seal no more
   */
  public byte[] seal(Secret secret, Binding place) {
    Keyring current = keyring;
    budget.spend(current.activeKeyId());
    byte[] header =
        ByteBuffer.allocate(HEADER_LENGTH).put(VERSION).putInt(current.activeKeyId()).array();
    byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
    random.nextBytes(nonce);
    return secret.use(
        plain -> {
          byte[] sealed =
              ByteBuffer.allocate(LEAST_LENGTH + plain.length).put(header).put(nonce).array();
          byte[] associated = place.associatedData(header);
          aes.seal(current.activeKey(), nonce, associated, plain, sealed, CIPHERTEXT_AT);
          return sealed;
        });
  }

  /**
   * Opens what was sealed for this place; the caller closes the secret.
   *
   * @throws UnknownFormatException when a newer release sealed it
   * @throws TruncatedException when it is too short to be whole
   * @throws UnknownKeyException when the keyring lacks its key
   * @throws TamperedException when it was sealed for another place or changed
   */
  public Secret open(byte[] sealed, Binding place) {
    int keyId = keyIdOf(sealed);
    Optional<SecretKeySpec> key = keyring.key(keyId).or(() -> keyAfterReading(keyId));
    SecretKeySpec present = key.orElseThrow(() -> new UnknownKeyException(place, keyId));
    byte[] associated = place.associatedData(Arrays.copyOf(sealed, HEADER_LENGTH));
    byte[] nonce = Arrays.copyOfRange(sealed, HEADER_LENGTH, CIPHERTEXT_AT);
    try {
      return Secret.owning(aes.open(present, nonce, associated, sealed, CIPHERTEXT_AT));
    } catch (AEADBadTagException refused) {
      throw new TamperedException(place, keyId, refused);
    }
  }

  private synchronized Optional<SecretKeySpec> keyAfterReading(int keyId) {
    long now = System.nanoTime();
    boolean soon = read && now - readAt < TimeUnit.MILLISECONDS.toNanos(READ_AGAIN_MILLIS);
    if (!soon && keyring.key(keyId).isEmpty()) {
      read = true;
      readAt = now;
      keyring = newest.get();
    }
    return keyring.key(keyId);
  }

  /** Replaces the keyring at once, for calls that begin from now on. */
  public void use(Keyring next) {
    this.keyring = next;
  }

  /** The key that seals now. */
  public int activeKeyId() {
    return keyring.activeKeyId();
  }

  /**
   * The data key a sealed value names, which isn't proven before it is opened.
   *
   * @throws UnknownFormatException when a newer release sealed it
   * @throws TruncatedException when it is too short to be whole
   */
  public static int keyIdOf(byte[] sealed) {
    if (sealed.length > 0 && sealed[0] != VERSION) {
      throw new UnknownFormatException("A sealed value", Byte.toUnsignedInt(sealed[0]));
    }
    if (sealed.length < LEAST_LENGTH) {
      throw new TruncatedException("A sealed value", sealed.length, LEAST_LENGTH);
    }
    return ByteBuffer.wrap(sealed).getInt(1);
  }
}
