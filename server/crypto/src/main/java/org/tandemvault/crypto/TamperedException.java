package org.tandemvault.crypto;

/** A sealed value is not the one that was sealed for this place. */
public final class TamperedException extends CryptoException {

  private static final long serialVersionUID = 1L;

  TamperedException(Binding place, int keyId, Throwable cause) {
    super(
        "The sealed value at "
            + place
            + " does not open with data key "
            + keyId
            + ": wrong row or changed bytes. Somebody or something altered the database;"
            + " compare it with a backup and look at the audit trail.",
        cause);
  }
}
