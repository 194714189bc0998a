package org.tandemvault.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secret values of the conf files as {@code enc:v1:<base64url>}, bound to the key they belong
 * to, so that one value can't be pasted under another name.
 *
 * <p>Inside: random nonce (12 bytes), AES-256-GCM ciphertext and tag under a key derived from the
 * master key. A few dozen values are ever sealed with it. Thread-safe; outlives the master key's
 * closing.
 */
public final class ConfValueCipher {

  private static final String FAMILY = "enc:";
  private static final String PREFIX = "enc:v1:";
  private static final int LEAST_LENGTH = AesGcm.NONCE_LENGTH + AesGcm.TAG_LENGTH;

  private final AesGcm aes = new AesGcm();
  private final SecretKeySpec key;
  private final String masterKeyId;
  private final SecureRandom random;

  public ConfValueCipher(MasterKey master, SecureRandom random) {
    this.key = master.derive(KeyLabels.CONF_VALUES);
    this.masterKeyId = master.keyId();
    this.random = random;
  }

  /** Whether the value claims to be sealed, in this format or a later one. */
  public static boolean isSealed(String value) {
    return value.startsWith(FAMILY);
  }

  /** Seals a value for the conf key of that name. */
  public String seal(Secret secret, String name) {
    byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] sealed =
        secret.use(
            plain -> {
              byte[] target = ByteBuffer.allocate(LEAST_LENGTH + plain.length).put(nonce).array();
              aes.seal(key, nonce, associatedData(name), plain, target, AesGcm.NONCE_LENGTH);
              return target;
            });
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /**
   * Opens the value of the conf key of that name; the caller closes the secret.
   *
   * @throws ConfValueException when it can't be read or belongs elsewhere
   */
  public Secret open(String value, String name) {
    byte[] sealed = decode(value, name);
    byte[] nonce = Arrays.copyOf(sealed, AesGcm.NONCE_LENGTH);
    try {
      return Secret.owning(aes.open(key, nonce, associatedData(name), sealed, AesGcm.NONCE_LENGTH));
    } catch (AEADBadTagException refused) {
      throw new ConfValueException(
          "The sealed value of "
              + name
              + " does not open with master key "
              + masterKeyId
              + ": it was sealed with another master key, for another name, or was changed."
              + " Run bin/RotateKey.sh rekey if the key was changed, or enter the value again.",
          refused);
    }
  }

  private static byte[] decode(String value, String name) {
    if (!value.startsWith(PREFIX)) {
      throw new ConfValueException(
          "The value of "
              + name
              + " does not begin with "
              + PREFIX
              + ", the format this program knows. Enter the value again.");
    }
    byte[] sealed = decodeBase64(value.substring(PREFIX.length()), name);
    if (sealed.length < LEAST_LENGTH) {
      throw new ConfValueException(
          "The sealed value of " + name + " is truncated. Enter the value again.");
    }
    return sealed;
  }

  private static byte[] decodeBase64(String text, String name) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      throw new ConfValueException(
          "The sealed value of " + name + " is not base64url. Enter the value again.");
    }
  }

  private static byte[] associatedData(String name) {
    return (PREFIX + name).getBytes(StandardCharsets.UTF_8);
  }
}
