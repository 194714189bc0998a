package org.tandemvault.core.policy;

/**
 * What an admin sets for everybody.
 *
 * @param revealSeconds how long a shown password stays visible, 5 to 600
 * @param clipboardSeconds when a copied password is wiped from the clipboard, 5 to 600
 * @param minUserPassword fewest characters of a user's own password, 8 to 128
 * @param requireReason every reveal needs a reason, whatever the policy
 */
public record VaultSettings(
    int revealSeconds,
    int clipboardSeconds,
    int minUserPassword,
    boolean requireReason,
    long version) {

  /** What holds until an admin says otherwise. */
  public static final VaultSettings DEFAULT = new VaultSettings(30, 30, 8, false, 0);
}
