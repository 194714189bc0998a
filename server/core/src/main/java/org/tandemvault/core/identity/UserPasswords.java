package org.tandemvault.core.identity;

import java.security.SecureRandom;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.SealPlaces;
import org.tandemvault.core.shared.UserId;
import org.tandemvault.crypto.CryptoException;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.SecretCipher;
import org.tandemvault.crypto.Verification;

/** Hashes, seals, checks and makes users' own passwords. Thread-safe. */
public final class UserPasswords {

  private static final Logger LOG = LoggerFactory.getLogger(UserPasswords.class);

  /** Letters and digits that nobody takes for another one. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int RANDOM_GROUPS = 5;
  private static final int RANDOM_GROUP_LENGTH = 5;

  /** Characters beside the name, as many as are worth guessing. */
  private static final int LEAST_BESIDE_NAME = 6;

  /** Shorter names are found in passwords by chance. */
  private static final int SHORTEST_NAME_LOOKED_FOR = 3;

  private final PasswordChecks checks;
  private final SecretCipher cipher;
  private final UserPasswordRules rules;
  private final SecureRandom random;

  public UserPasswords(
      PasswordHasher hasher, SecretCipher cipher, UserPasswordRules rules, SecureRandom random) {
    this(PasswordChecks.by(hasher), cipher, rules, random);
  }

  UserPasswords(
      PasswordChecks checks, SecretCipher cipher, UserPasswordRules rules, SecureRandom random) {
    this.checks = checks;
    this.cipher = cipher;
    this.rules = rules;
    this.random = random;
  }

  /** A random password of 25 letters and digits in groups, 145 bits; the caller closes it. */
  Secret random() {
    byte[] text = new byte[RANDOM_GROUPS * (RANDOM_GROUP_LENGTH + 1) - 1];
    for (int i = 0; i < text.length; i++) {
      boolean between = (i + 1) % (RANDOM_GROUP_LENGTH + 1) == 0;
      text[i] = (byte) (between ? '-' : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    try {
      return Secret.ofBytes(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Hashes a password and seals the hash for its place. */
  byte[] seal(UserId user, long passwordVersion, Secret password) {
    try (Secret phc = Secret.ofUtf8(checks.hash(password))) {
      return cipher.seal(phc, SealPlaces.userPassword(user, passwordVersion));
    }
  }

  /**
   * The same password under the next version, which ends sessions of the present one on every node.
   * A stored hash that can't be read stays as it is: nobody signs in by it anyway.
   */
  Credentials renewed(Credentials stored) {
    UserId user = stored.user();
    try (Secret phc =
        cipher.open(
            stored.sealedPassword(), SealPlaces.userPassword(user, stored.passwordVersion()))) {
      return stored.withPassword(
          cipher.seal(phc, SealPlaces.userPassword(user, stored.passwordVersion() + 1)));
    } catch (CryptoException unreadable) {
      LOG.error(
          "The password hash of user {} can't be read: reset it. {}",
          user,
          unreadable.getMessage());
      return stored;
    }
  }

  /** Checks a password; a stored hash that can't be read matches nothing, after the same work. */
  Verification verify(Credentials stored, Secret password) {
    try (Secret phc =
        cipher.open(
            stored.sealedPassword(),
            SealPlaces.userPassword(stored.user(), stored.passwordVersion()))) {
      return checks.verify(password, phcText(phc));
    } catch (CryptoException unreadable) {
      LOG.error(
          "The password hash of user {} can't be read, so they can't sign in: reset it. {}",
          stored.user(),
          unreadable.getMessage());
      checks.verifyAgainstNothing(password);
      return Verification.MISMATCH;
    }
  }

  /** The work of a check for a user who does not exist. */
  void verifyNobody(Secret password) {
    checks.verifyAgainstNothing(password);
  }

  /** Notes what is wrong with a new password for the user of that name. */
  void check(FieldRules found, String field, Secret next, String name) {
    if (next.length() > FieldRules.PASSWORD_LIMIT) {
      found.broken(field, "must have at most " + FieldRules.PASSWORD_LIMIT + " bytes");
      return;
    }
    char[] chars;
    try {
      chars = next.copyChars();
    } catch (InvalidSecretException notText) {
      found.broken(field, "must be text");
      return;
    }
    try {
      int least = rules.minLength().getAsInt();
      int length = Character.codePointCount(chars, 0, chars.length);
      found.rule(length >= least, field, "must have at least " + least + " characters");
      found.rule(
          chars.length >= name.length() + LEAST_BESIDE_NAME || !holds(chars, name),
          field,
          "must have at least " + LEAST_BESIDE_NAME + " characters beside the sign-in name");
      found.rule(
          length == 0 || rules.strength().applyAsInt(next) >= 1, field, "is too easy to guess");
    } finally {
      Arrays.fill(chars, '\0');
    }
  }

  private static boolean holds(char[] password, String name) {
    if (name.length() < SHORTEST_NAME_LOOKED_FOR) {
      return false;
    }
    for (int start = 0; start + name.length() <= password.length; start++) {
      int same = 0;
      while (same < name.length() && alike(password[start + same], name.charAt(same))) {
        same++;
      }
      if (same == name.length()) {
        return true;
      }
    }
    return false;
  }

  private static boolean alike(char a, char b) {
    return Character.toLowerCase(Character.toUpperCase(a))
        == Character.toLowerCase(Character.toUpperCase(b));
  }

  /** A hash is no secret one could sign in with; the hasher takes it as text. */
  private static String phcText(Secret phc) {
    char[] chars = phc.copyChars();
    try {
      return new String(chars);
    } finally {
      Arrays.fill(chars, '\0');
    }
  }
}
