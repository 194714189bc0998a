package org.tandemvault.core.identity;

import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.Verification;

/** Counts how often a hash is worked out, instead of working for long. */
final class CountingChecks implements PasswordChecks {

  private final AtomicInteger hashed = new AtomicInteger();
  private final AtomicInteger checked = new AtomicInteger();
  private volatile int strength = 1;

  /** From now on older hashes are too weak. */
  void raise() {
    strength++;
  }

  int hashed() {
    return hashed.get();
  }

  /** Checks of a password, be it against a hash or against nothing. */
  int checked() {
    return checked.get();
  }

  @Override
  public String hash(Secret password) {
    hashed.incrementAndGet();
    return strength + "$" + spelled(password);
  }

  @Override
  public Verification verify(Secret password, String phc) {
    checked.incrementAndGet();
    String[] parts = phc.split("\\$");
    if (!parts[1].equals(spelled(password))) {
      return Verification.MISMATCH;
    }
    return Integer.parseInt(parts[0]) < strength
        ? Verification.MATCH_NEEDS_REHASH
        : Verification.MATCH;
  }

  @Override
  public void verifyAgainstNothing(Secret password) {
    checked.incrementAndGet();
  }

  private static String spelled(Secret password) {
    return password.use(bytes -> Base64.getEncoder().encodeToString(bytes));
  }
}
