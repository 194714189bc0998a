package org.tandemvault.crypto;

/** What a password check found. */
public enum Verification {
  /** The password is right. */
  MATCH,
  /** The password is right, but its hash is weaker than today's: hash it anew and store that. */
  MATCH_NEEDS_REHASH,
  /** The password is wrong. */
  MISMATCH;

  /** Whether the password is right. */
  public boolean matches() {
    return this != MISMATCH;
  }
}
