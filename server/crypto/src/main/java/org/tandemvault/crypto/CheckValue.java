package org.tandemvault.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A value kept in the database that tells whether a master key is this database's, before anything
 * is read or written with it.
 *
 * <p>Format: version byte 1, key id (8 bytes), random salt (16), HMAC-SHA-256 of all before (32).
 */
public final class CheckValue {

  private static final byte VERSION = 1;
  private static final int KEY_ID_LENGTH = 8;
  private static final int SALT_LENGTH = 16;
  private static final int SIGNED_LENGTH = 1 + KEY_ID_LENGTH + SALT_LENGTH;
  private static final int LENGTH = SIGNED_LENGTH + 32;

  private CheckValue() {}

  /** A check value for this master key. */
  public static byte[] create(MasterKey master, SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    byte[] signed =
        ByteBuffer.allocate(SIGNED_LENGTH)
            .put(VERSION)
            .put(HexFormat.of().parseHex(master.keyId()))
            .put(salt)
            .array();
    byte[] code = authenticator(master).mac(signed);
    return ByteBuffer.allocate(LENGTH).put(signed).put(code).array();
  }

  /**
   * Whether this master key is the one the check value was made for.
   *
   * @throws UnknownFormatException when a newer release wrote the value
   * @throws TruncatedException when the value is not whole
   */
  public static boolean fits(MasterKey master, byte[] checkValue) {
    requireFormat(checkValue);
    byte[] signed = Arrays.copyOf(checkValue, SIGNED_LENGTH);
    byte[] code = Arrays.copyOfRange(checkValue, SIGNED_LENGTH, checkValue.length);
    return authenticator(master).verify(code, signed);
  }

  /** The id of the master key the value was made for, so that a message can name the right one. */
  public static String keyIdOf(byte[] checkValue) {
    requireFormat(checkValue);
    return HexFormat.of().formatHex(checkValue, 1, 1 + KEY_ID_LENGTH);
  }

  private static void requireFormat(byte[] checkValue) {
    if (checkValue.length > 0 && checkValue[0] != VERSION) {
      throw new UnknownFormatException(
          "The database's check value", Byte.toUnsignedInt(checkValue[0]));
    }
    if (checkValue.length < LENGTH) {
      throw new TruncatedException("The database's check value", checkValue.length, LENGTH);
    }
  }

  private static MessageAuthenticator authenticator(MasterKey master) {
    return new MessageAuthenticator(master.derive(KeyLabels.CHECK_VALUE));
  }
}
