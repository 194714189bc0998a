package org.tandemvault.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that must not leak: a password, a note, a token, a key.
 *
 * <p>Belongs in try-with-resources: closing wipes the bytes, and any later use is refused. Prints
 * as {@code Secret[redacted]}, is never serialised and has no equality on its content. Text is kept
 * as strict UTF-8, so it comes back byte-exact; nothing is trimmed or normalised.
 *
 * <p>Guarantee and limit: every array this class makes for itself is wiped. What the garbage
 * collector copied before, or a caller keeps, is beyond its reach. Thread-safe.
 */
public final class Secret implements AutoCloseable {

  private final byte[] bytes;
  private boolean closed;

  private Secret(byte[] owned) {
    this.bytes = owned;
  }

  /** Copies the bytes; the caller wipes its own array. */
  public static Secret ofBytes(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /**
   * Encodes the characters as UTF-8; the caller wipes its own array.
   *
   * @throws InvalidSecretException when a surrogate has no partner
   */
  public static Secret ofChars(char[] chars) {
    return ofUtf8(CharBuffer.wrap(chars));
  }

  /**
   * Encodes the text as UTF-8. For rims where a framework hands out a {@code String} anyway.
   *
   * @throws InvalidSecretException when a surrogate has no partner
   */
  public static Secret ofUtf8(CharSequence text) {
    CharBuffer in = CharBuffer.wrap(text);
    ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(in.remaining(), 3));
    try {
      CoderResult result =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .encode(in, out, true);
      if (result.isError()) {
        throw new InvalidSecretException(
            "The text holds half a character (an unpaired surrogate) at position "
                + in.position()
                + ". Enter it again.");
      }
      return new Secret(Arrays.copyOf(out.array(), out.position()));
    } finally {
      Arrays.fill(out.array(), (byte) 0);
    }
  }

  /** A copy that the caller wipes. */
  public synchronized byte[] copyBytes() {
    requireOpen();
    return bytes.clone();
  }

  /**
   * The text, as a copy that the caller wipes.
   *
   * @throws InvalidSecretException when the bytes are not UTF-8
   */
  public char[] copyChars() {
    return use(Secret::decode);
  }

  /** Length in bytes. */
  public synchronized int length() {
    requireOpen();
    return bytes.length;
  }

  /** Compares the contents; the time taken tells nothing but the lengths. */
  public boolean sameAs(Secret other) {
    return use(mine -> other.use(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /** Lends a copy of the bytes for one call and wipes it afterwards. */
  public <T> T use(Function<byte[], T> action) {
    byte[] lent = copyBytes();
    try {
      return action.apply(lent);
    } finally {
      Arrays.fill(lent, (byte) 0);
    }
  }

  /** A second secret with a life of its own. */
  public synchronized Secret copy() {
    requireOpen();
    return new Secret(bytes.clone());
  }

  /** Wipes the bytes; closing twice does no harm. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }

  /** Takes the array over without copying it. */
  static Secret owning(byte[] bytes) {
    return new Secret(bytes);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This secret was closed and wiped; take it anew.");
    }
  }

  private static char[] decode(byte[] utf8) {
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      char[] chars = Arrays.copyOf(decoded.array(), decoded.remaining());
      Arrays.fill(decoded.array(), '\0');
      return chars;
    } catch (CharacterCodingException notText) {
      throw new InvalidSecretException("The secret's bytes are not text. Take it as bytes.");
    }
  }
}
