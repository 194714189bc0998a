package org.tandemvault.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps data keys with AES-256 key wrap (RFC 3394, NIST SP 800-38F), which needs no nonce, under a
 * key derived for the data key's number and state. Format: version byte 1, then 40 bytes.
 */
final class KeyWrap {

  static final String ALGORITHM = "AES/KW/NoPadding";

  private static final byte VERSION = 1;
  private static final int WRAPPED_LENGTH = 1 + 40;

  private KeyWrap() {}

  static WrappedDataKey wrap(MasterKey master, int id, SecretKeySpec dataKey, boolean active) {
    byte[] wrapped =
        Jca.required(
            () -> {
              Cipher cipher = Cipher.getInstance(ALGORITHM);
              cipher.init(Cipher.WRAP_MODE, wrappingKey(master, id, active));
              return cipher.wrap(dataKey);
            });
    byte[] stored = ByteBuffer.allocate(WRAPPED_LENGTH).put(VERSION).put(wrapped).array();
    return new WrappedDataKey(id, stored, active);
  }

  static SecretKeySpec unwrap(MasterKey master, WrappedDataKey key) {
    byte[] stored = key.wrapped();
    requireFormat(key.id(), stored);
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.UNWRAP_MODE, wrappingKey(master, key.id(), key.active()));
      byte[] wrapped = Arrays.copyOfRange(stored, 1, stored.length);
      return (SecretKeySpec) cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY);
    } catch (InvalidKeyException refused) {
      throw new WrongMasterKeyException(master.keyId(), key.id(), refused);
    } catch (GeneralSecurityException missing) {
      throw new CryptoUnavailableException(missing);
    }
  }

  private static void requireFormat(int id, byte[] stored) {
    String what = "Wrapped data key " + id;
    if (stored.length > 0 && stored[0] != VERSION) {
      throw new UnknownFormatException(what, Byte.toUnsignedInt(stored[0]));
    }
    if (stored.length < WRAPPED_LENGTH) {
      throw new TruncatedException(what, stored.length, WRAPPED_LENGTH);
    }
    if (stored.length > WRAPPED_LENGTH) {
      throw new KeyringDamagedException("data key " + id + " has bytes after its end");
    }
  }

  private static SecretKeySpec wrappingKey(MasterKey master, int id, boolean active) {
    return master.derive(KeyLabels.keyring(id, active));
  }
}
