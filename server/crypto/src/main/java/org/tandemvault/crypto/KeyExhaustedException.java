package org.tandemvault.crypto;

/** A data key has sealed as much as it safely may. */
public final class KeyExhaustedException extends CryptoException {

  private static final long serialVersionUID = 1L;

  private final int keyId;

  KeyExhaustedException(int keyId) {
    super(
        "Data key "
            + keyId
            + " has sealed as many values as it safely may, so nothing was sealed."
            + " Make a new data key with: bin/RotateKey.sh rotate");
    this.keyId = keyId;
  }

  /** The key that may seal no more; it still opens. */
  public int keyId() {
    return keyId;
  }
}
