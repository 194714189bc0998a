package org.tandemvault.crypto;

import java.security.GeneralSecurityException;

/** Calls of the Java cryptography that fail only where an algorithm is missing. */
final class Jca {

  /** A call that may throw a checked exception of the JCA. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws GeneralSecurityException;
  }

  private Jca() {}

  /** The call's result, or {@link CryptoUnavailableException} where this Java can't do it. */
  static <T> T required(Call<T> call) {
    try {
      return call.run();
    } catch (GeneralSecurityException missing) {
      throw new CryptoUnavailableException(missing);
    }
  }
}
