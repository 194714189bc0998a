package org.tandemvault.crypto;

/** HKDF labels of what is derived from the master key besides a {@link Purpose} (ADR 0010). */
final class KeyLabels {

  static final String KEY_ID = "tandem-vault v1 key-id";
  static final String CHECK_VALUE = "tandem-vault v1 check-value";
  static final String CONF_VALUES = "tandem-vault v1 seal/conf-values";
  static final String BACKUP = "tandem-vault v1 seal/backup";

  private KeyLabels() {}

  /** A wrapping key for each data key and state, so that neither can be exchanged unseen. */
  static String keyring(int keyId, boolean active) {
    return "tandem-vault v1 wrap/keyring/" + keyId + (active ? "/active" : "/retired");
  }
}
