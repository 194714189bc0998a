package org.tandemvault.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/** Hex digits of the vectors. */
final class Hex {

  private Hex() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static String text(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The bytes {@code first} to {@code last}, each one more than the one before. */
  static byte[] range(int first, int last) {
    byte[] bytes = new byte[last - first + 1];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (first + at);
    }
    return bytes;
  }

  /** So many times the same byte. */
  static byte[] repeated(int value, int times) {
    byte[] bytes = new byte[times];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
