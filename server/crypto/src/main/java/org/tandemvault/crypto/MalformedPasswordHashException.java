package org.tandemvault.crypto;

/** A stored password hash can't be read or asks for more work than allowed. */
public final class MalformedPasswordHashException extends CryptoException {

  private static final long serialVersionUID = 1L;

  MalformedPasswordHashException(String what) {
    super("A stored password hash is unusable: " + what + ". Reset the password of that user.");
  }
}
