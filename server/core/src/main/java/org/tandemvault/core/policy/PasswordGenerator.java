package org.tandemvault.core.policy;

import java.security.SecureRandom;
import java.util.Optional;
import org.tandemvault.crypto.Secret;

/** Makes random passwords: every allowed one of the length is equally likely. Thread-safe. */
public final class PasswordGenerator {
  private final SecureRandom random;

  public PasswordGenerator(SecureRandom random) {
    this.random = random;
  }

  /**
   * By a policy (empty: 20 characters of all kinds); the receiver closes it. @param length empty:
   * the policy's minimum, at least 20
   */
  public Secret generate(Optional<PasswordPolicy> policy, Optional<Integer> length) {
    throw new IllegalStateException("unwritten");
  }
}
