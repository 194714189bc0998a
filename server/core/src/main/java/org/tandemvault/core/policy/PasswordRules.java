package org.tandemvault.core.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;

/**
 * What a password of an account must look like: text of 1 to 8,000 bytes, and what its policy asks.
 *
 * <p>Letters and digits of every script count; a symbol is anything visible that is neither.
 */
public final class PasswordRules {

  private PasswordRules() {}

  /** Notes what is broken on the field, never the value. */
  public static void check(
      FieldRules rules, String field, Secret password, Optional<PasswordPolicy> policy) {
    int bytes = password.length();
    if (bytes == 0) {
      rules.broken(field, "must not be empty");
      return;
    }
    if (bytes > FieldRules.PASSWORD_LIMIT) {
      rules.broken(field, "must have at most " + FieldRules.PASSWORD_LIMIT + " bytes");
      return;
    }
    char[] chars = new char[0];
    try {
      chars = password.copyChars();
      if (policy.isPresent()) {
        checkPolicy(rules, field, chars, policy.get());
      }
    } catch (InvalidSecretException notText) {
      rules.broken(field, "must be well-formed Unicode");
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private static void checkPolicy(
      FieldRules rules, String field, char[] chars, PasswordPolicy policy) {
    int length = Character.codePointCount(chars, 0, chars.length);
    rules.rule(
        length >= policy.minLength(),
        field,
        "must have at least " + policy.minLength() + " characters");
    rules.rule(
        !policy.upper() || any(chars, Character::isUpperCase), field, "needs an upper-case letter");
    rules.rule(
        !policy.lower() || any(chars, Character::isLowerCase), field, "needs a lower-case letter");
    rules.rule(!policy.digits() || any(chars, Character::isDigit), field, "needs a digit");
    rules.rule(!policy.symbols() || any(chars, PasswordRules::isSymbol), field, "needs a symbol");
  }

  private static boolean isSymbol(int codePoint) {
    return !Character.isLetterOrDigit(codePoint)
        && !Character.isWhitespace(codePoint)
        && !Character.isISOControl(codePoint);
  }

  private static boolean any(char[] chars, IntPredicate kind) {
    int at = 0;
    while (at < chars.length) {
      int codePoint = Character.codePointAt(chars, at);
      if (kind.test(codePoint)) {
        return true;
      }
      at += Character.charCount(codePoint);
    }
    return false;
  }
}
