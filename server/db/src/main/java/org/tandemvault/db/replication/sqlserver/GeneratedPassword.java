package org.tandemvault.db.replication.sqlserver;

import java.security.SecureRandom;
import java.util.Arrays;
import org.tandemvault.crypto.Secret;

/** Passwords that no person ever sees, for logins of agents: 40 letters and digits, 238 bits. */
final class GeneratedPassword {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 40;

  /** What a password policy may ask for besides. */
  private static final String KINDS = "aA1_";

  private GeneratedPassword() {}

  static Secret fresh() {
    SecureRandom random = new SecureRandom();
    char[] all = new char[LENGTH + KINDS.length()];
    try {
      for (int i = 0; i < LENGTH; i++) {
        all[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
      }
      KINDS.getChars(0, KINDS.length(), all, LENGTH);
      return Secret.ofChars(all);
    } finally {
      Arrays.fill(all, '\0');
    }
  }
}
