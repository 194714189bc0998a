package org.tandemvault.core.policy;

import org.tandemvault.crypto.Secret;

/** How hard a password is to guess. Thread-safe. */
public final class PasswordStrength {
  /** 0 (guessed at once) to 4 (out of reach). */
  public int score(Secret password) {
    throw new IllegalStateException("unwritten");
  }
}
