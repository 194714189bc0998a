package org.tandemvault.core.identity;

import java.security.SecureRandom;
import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.SecretCipher;

/** Hashes, seals, checks and makes users' own passwords. Thread-safe. */
public final class UserPasswords {

  private final PasswordHasher hasher;
  private final SecretCipher cipher;
  private final UserPasswordRules rules;
  private final SecureRandom random;

  public UserPasswords(
      PasswordHasher hasher, SecretCipher cipher, UserPasswordRules rules, SecureRandom random) {
    this.hasher = hasher;
    this.cipher = cipher;
    this.rules = rules;
    this.random = random;
  }
}
