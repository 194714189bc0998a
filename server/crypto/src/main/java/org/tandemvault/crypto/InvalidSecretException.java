package org.tandemvault.crypto;

/** A secret's text is not valid Unicode, so it could not come back byte-exact. */
public final class InvalidSecretException extends CryptoException {

  private static final long serialVersionUID = 1L;

  InvalidSecretException(String message) {
    super(message);
  }
}
