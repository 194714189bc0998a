package org.tandemvault.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Crockford's base 32, as people write it down: neither case nor O for 0, I and L for 1 matter. */
final class Base32Text {

  private static final byte[] DIGITS =
      "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);
  private static final int BITS = 5;

  private Base32Text() {}

  static byte[] encode(byte[] bytes) {
    byte[] text = new byte[(bytes.length * Byte.SIZE + BITS - 1) / BITS];
    for (int i = 0; i < text.length; i++) {
      int value = 0;
      for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
        value = value << 1 | bitOf(bytes, bit);
      }
      text[i] = DIGITS[value];
    }
    return text;
  }

  private static int bitOf(byte[] bytes, int bit) {
    int at = bit / Byte.SIZE;
    return at < bytes.length ? bytes[at] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1 : 0;
  }

  /** The caller has looked that every character is a digit. */
  static byte[] decode(byte[] text, int length) {
    byte[] bytes = new byte[length];
    for (int bit = 0; bit < length * Byte.SIZE; bit++) {
      int value = valueOf(text[bit / BITS]);
      int one = value >> (BITS - 1 - bit % BITS) & 1;
      bytes[bit / Byte.SIZE] |= (byte) (one << (Byte.SIZE - 1 - bit % Byte.SIZE));
    }
    return bytes;
  }

  /** Whether what is left over of the last character is zero, as {@link #encode} leaves it. */
  static boolean isCanonical(byte[] text, int length) {
    int spare = text.length * BITS - length * Byte.SIZE;
    return (valueOf(text[text.length - 1]) & ((1 << spare) - 1)) == 0;
  }

  static boolean isDigit(byte character) {
    return valueOf(character) >= 0;
  }

  private static int valueOf(byte character) {
    byte upper = (byte) Character.toUpperCase(character);
    byte meant =
        switch (upper) {
          case 'O' -> '0';
          case 'I', 'L' -> '1';
          default -> upper;
        };
    int at = Arrays.binarySearch(DIGITS, meant);
    return Math.max(at, -1);
  }
}
