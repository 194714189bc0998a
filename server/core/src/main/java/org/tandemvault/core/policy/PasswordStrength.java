package org.tandemvault.core.policy;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.CharBuffer;
import java.util.Arrays;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;

/**
 * How hard a password is to guess. Thread-safe.
 *
 * <p>Only the start of a long password is measured, since measuring costs more than linear time;
 * the score is then a lower bound.
 */
public final class PasswordStrength {

  private static final int MEASURED = 72;

  private final Zxcvbn zxcvbn = new Zxcvbn();
  private final CommonPasswords common = CommonPasswords.bundled();

  /** 0 (guessed at once, as all the commonest are) to 4 (out of reach). */
  public int score(Secret password) {
    char[] chars = new char[0];
    try {
      chars = password.copyChars();
      int length = Math.min(chars.length, MEASURED);
      if (length == 0) {
        return 0;
      }
      if (common.have(chars)) {
        return 0;
      }
      Strength strength = zxcvbn.measure(CharBuffer.wrap(chars, 0, length));
      int score = strength.getScore();
      strength.wipe();
      return score;
    } catch (InvalidSecretException notText) {
      return 0;
    } finally {
      Arrays.fill(chars, '\0');
    }
  }
}
