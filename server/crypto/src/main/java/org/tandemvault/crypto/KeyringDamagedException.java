package org.tandemvault.crypto;

/** The wrapped keys kept in the database are not a whole keyring. */
public final class KeyringDamagedException extends CryptoException {

  private static final long serialVersionUID = 1L;

  KeyringDamagedException(String what) {
    super(
        "The keyring in the database is damaged: "
            + what
            + ". Restore the table of data keys from a backup.");
  }
}
