package org.tandemvault.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF-SHA-256 (RFC 5869). */
final class Hkdf {

  private Hkdf() {}

  /** The output for the input key, the salt (empty for none) and the context. */
  static byte[] derive(byte[] input, byte[] salt, byte[] info, int length) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(input, salt, info));
    byte[] output = new byte[length];
    generator.generateBytes(output, 0, length);
    return output;
  }

  /** A key of 32 bytes for one label. No salt: every input of ours is a uniform random key. */
  static SecretKeySpec key(byte[] input, String label) {
    return key(input, new byte[0], label);
  }

  /** A key of 32 bytes for one label and salt. */
  static SecretKeySpec key(byte[] input, byte[] salt, String label) {
    byte[] key = derive(input, salt, label.getBytes(StandardCharsets.US_ASCII), 32);
    try {
      return new SecretKeySpec(key, "AES");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
