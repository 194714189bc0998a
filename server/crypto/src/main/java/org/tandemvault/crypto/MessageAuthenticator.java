package org.tandemvault.crypto;

import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under a key derived for one {@link Purpose}. Thread-safe and fast: keyed instances
 * are pooled.
 *
 * <p>Parts are joined as they are; who gives several must frame them so that no two messages read
 * alike.
 */
public final class MessageAuthenticator {

  private static final String ALGORITHM = "HmacSHA256";

  private final InstancePool<Mac> macs;

  MessageAuthenticator(SecretKeySpec key) {
    this.macs = new InstancePool<>(() -> keyed(key));
  }

  /** The code of the joined parts, 32 bytes. */
  public byte[] mac(byte[]... parts) {
    return macs.use(
        mac -> {
          for (byte[] part : parts) {
            mac.update(part);
          }
          return mac.doFinal();
        });
  }

  /** Whether the code is the one of the joined parts, compared in constant time. */
  public boolean verify(byte[] code, byte[]... parts) {
    return MessageDigest.isEqual(mac(parts), code);
  }

  @Override
  public String toString() {
    return "MessageAuthenticator[redacted]";
  }

  private static Mac keyed(SecretKeySpec key) {
    return Jca.required(
        () -> {
          Mac mac = Mac.getInstance(ALGORITHM);
          mac.init(key);
          return mac;
        });
  }
}
