package org.tandemvault.core.policy;

import org.tandemvault.core.identity.SecondFactorDemand;

/**
 * What an admin sets for everybody.
 *
 * @param revealSeconds how long a shown password stays visible, 5 to 600
 * @param clipboardSeconds when a copied password is wiped from the clipboard, 5 to 600
 * @param minUserPassword fewest characters of a user's own password, 8 to 128
 * @param requireReason every reveal needs a reason, whatever the policy
 * @param secondFactor of whom a second factor is demanded
 */
public record VaultSettings(
    int revealSeconds,
    int clipboardSeconds,
    int minUserPassword,
    boolean requireReason,
    SecondFactorDemand secondFactor,
    long version) {

  /** What holds until an admin says otherwise. */
  public static final VaultSettings DEFAULT =
      new VaultSettings(30, 30, 8, false, SecondFactorDemand.OPTIONAL, 0);

  /** Where everybody decides about their second factor. */
  public VaultSettings(
      int revealSeconds,
      int clipboardSeconds,
      int minUserPassword,
      boolean requireReason,
      long version) {
    this(
        revealSeconds,
        clipboardSeconds,
        minUserPassword,
        requireReason,
        SecondFactorDemand.OPTIONAL,
        version);
  }
}
