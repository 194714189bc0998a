package org.tandemvault.crypto;

/** This Java lacks an algorithm that every Java 21 has, so it can't run the vault. */
public final class CryptoUnavailableException extends CryptoException {

  private static final long serialVersionUID = 1L;

  CryptoUnavailableException(Throwable cause) {
    super(
        "This Java can't do the cryptography the vault needs ("
            + cause.getMessage()
            + "). Use an unrestricted JDK 21 or newer.",
        cause);
  }
}
