package org.tandemvault.core.identity;

/** Base 32 of RFC 4648 without padding, as authenticator apps read it. */
final class Base32 {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /** ASCII text, in an array that the caller wipes. */
  static byte[] encode(byte[] bytes) {
    byte[] text = new byte[(bytes.length * 8 + 4) / 5];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (byte next : bytes) {
      buffer = ((buffer << 8) | (next & 0xFF)) & 0xFFFF;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text[at++] = (byte) ALPHABET.charAt((buffer >> bits) & 31);
      }
    }
    if (bits > 0) {
      text[at] = (byte) ALPHABET.charAt((buffer << (5 - bits)) & 31);
    }
    return text;
  }
}
