package org.tandemvault.crypto;

/** A sealed value names a data key that the keyring does not hold. */
public final class UnknownKeyException extends CryptoException {

  private static final long serialVersionUID = 1L;

  private final int keyId;

  UnknownKeyException(Binding place, int keyId) {
    super(
        "The sealed value at "
            + place
            + " needs data key "
            + keyId
            + ", which this keyring does not hold. The key was made after this node read the"
            + " keyring (read it again), the keyring is incomplete, or the bytes were changed.");
    this.keyId = keyId;
  }

  /** The key the value names. */
  public int keyId() {
    return keyId;
  }
}
