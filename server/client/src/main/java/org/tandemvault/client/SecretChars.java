package org.tandemvault.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A password or a token: characters that are wiped on close and never become a {@code String} here.
 * Belongs in try-with-resources; prints as {@code SecretChars[redacted]}. Thread-safe.
 */
public final class SecretChars implements AutoCloseable {

  private final char[] chars;
  private boolean closed;

  private SecretChars(char[] owned) {
    this.chars = owned;
  }

  /** Copies the characters; the caller wipes its own array. */
  public static SecretChars of(char[] chars) {
    return new SecretChars(chars.clone());
  }

  /**
   * Copies the bytes as strict UTF-8; the caller wipes its own array.
   *
   * @throws CharacterCodingException if they are not UTF-8
   */
  public static SecretChars ofUtf8(byte[] utf8) throws CharacterCodingException {
    CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    try {
      return new SecretChars(Arrays.copyOf(decoded.array(), decoded.remaining()));
    } finally {
      Arrays.fill(decoded.array(), '\0');
    }
  }

  /** Lends a copy of the characters for one call and wipes it afterwards. */
  public <T> T use(Function<char[], T> action) {
    char[] lent = copy();
    try {
      return action.apply(lent);
    } finally {
      Arrays.fill(lent, '\0');
    }
  }

  /** The text as UTF-8, which the caller wipes. */
  public byte[] utf8() {
    return use(
        lent -> {
          ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(lent));
          byte[] bytes = Arrays.copyOf(encoded.array(), encoded.remaining());
          Arrays.fill(encoded.array(), (byte) 0);
          return bytes;
        });
  }

  /** Whether both hold the same. */
  public boolean sameAs(SecretChars other) {
    return use(mine -> other.use(theirs -> Arrays.equals(mine, theirs)));
  }

  /** Whether there is nothing in it. */
  public synchronized boolean isEmpty() {
    return chars.length == 0;
  }

  private synchronized char[] copy() {
    if (closed) {
      throw new IllegalStateException("This secret was closed and wiped; take it anew.");
    }
    return chars.clone();
  }

  /** Wipes the characters; closing twice does no harm. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(chars, '\0');
  }

  @Override
  public String toString() {
    return "SecretChars[redacted]";
  }
}
