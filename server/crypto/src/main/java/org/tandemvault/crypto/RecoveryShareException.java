package org.tandemvault.crypto;

/** Recovery shares can't be made or do not give a key; the message says what to do. */
public final class RecoveryShareException extends CryptoException {

  private static final long serialVersionUID = 1L;

  RecoveryShareException(String message) {
    super(message);
  }
}
