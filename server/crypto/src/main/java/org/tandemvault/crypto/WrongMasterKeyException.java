package org.tandemvault.crypto;

/** A wrapped data key does not open with this master key. */
public final class WrongMasterKeyException extends CryptoException {

  private static final long serialVersionUID = 1L;

  WrongMasterKeyException(String masterKeyId, int keyId, Throwable cause) {
    super(
        "Data key "
            + keyId
            + " does not open with master key "
            + masterKeyId
            + ": wrong master key file for this database, or a changed row in its table of data"
            + " keys. Name the right file in manage_key.conf.",
        cause);
  }
}
