package org.tandemvault.core.identity;

import org.tandemvault.crypto.PasswordHasher;
import org.tandemvault.crypto.Secret;
import org.tandemvault.crypto.Verification;

/** The work of password hashes, so that tests can count it. */
interface PasswordChecks {

  String hash(Secret password);

  Verification verify(Secret password, String phc);

  void verifyAgainstNothing(Secret password);

  static PasswordChecks by(PasswordHasher hasher) {
    return new PasswordChecks() {
      @Override
      public String hash(Secret password) {
        return hasher.hash(password);
      }

      @Override
      public Verification verify(Secret password, String phc) {
        return hasher.verify(password, phc);
      }

      @Override
      public void verifyAgainstNothing(Secret password) {
        hasher.verifyAgainstNothing(password);
      }
    };
  }
}
