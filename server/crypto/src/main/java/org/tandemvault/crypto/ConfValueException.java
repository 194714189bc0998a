package org.tandemvault.crypto;

/** A sealed value of a conf file can't be opened. */
public final class ConfValueException extends CryptoException {

  private static final long serialVersionUID = 1L;

  ConfValueException(String message) {
    super(message);
  }

  ConfValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
