package org.tandemvault.core.shared;

/** A sealed value does not open: it was changed, moved, or its key is missing. */
public final class UnreadableSecretException extends VaultException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what what should have opened, e.g. {@code password of account 0ABC}
   */
  public UnreadableSecretException(String what, Throwable cause) {
    super(
        "unreadable-secret",
        "The "
            + what
            + " does not open: the stored value or the keyring was changed. Tell your"
            + " administrator: verify the keys, then restore the value from a backup.",
        cause);
  }
}
