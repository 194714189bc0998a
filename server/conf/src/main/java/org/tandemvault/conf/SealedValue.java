package org.tandemvault.conf;

import java.nio.CharBuffer;
import org.tandemvault.crypto.ConfValueCipher;
import org.tandemvault.crypto.Secret;

/**
 * A secret value of a configuration file, as it stands there: sealed ({@code enc:v1:...}), empty,
 * or still as somebody typed it; a node seals the last kind when it starts. Prints redacted.
 */
public final class SealedValue {
  private final String key;
  private final String text;

  SealedValue(String key, String text) {
    this.key = key;
    this.text = text;
  }

  /** The value of a key that the file does not set. */
  public static SealedValue absent(String key) {
    return new SealedValue(key, "");
  }

  public boolean isAbsent() {
    return text.isEmpty();
  }

  public boolean isSealed() {
    return ConfValueCipher.isSealed(text);
  }

  /**
   * The secret itself; the caller closes it.
   *
   * @throws org.tandemvault.crypto.ConfValueException when it does not open with this key
   */
  public Secret open(ConfValueCipher cipher) {
    return isSealed() ? cipher.open(text, key) : Secret.ofUtf8(CharBuffer.wrap(text));
  }

  @Override
  public String toString() {
    return isAbsent() ? "absent" : "redacted";
  }
}
