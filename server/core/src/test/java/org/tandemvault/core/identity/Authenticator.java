package org.tandemvault.core.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Locale;
import org.tandemvault.crypto.OneTimePasswordKey;
import org.tandemvault.crypto.Secret;

/** Somebody's authenticator app. */
public final class Authenticator {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Authenticator() {}

  /** What it shows then for a key in base 32. */
  public static String code(String base32, Instant at) {
    try (Secret key = Secret.ofBytes(decode(base32))) {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(OneTimePasswordKey.of(key), at, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] decode(String base32) {
    var bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (char c : base32.toCharArray()) {
      buffer = ((buffer << 5) | ALPHABET.indexOf(c)) & 0xFFFF;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits);
      }
    }
    return bytes.toByteArray();
  }
}
