package org.tandemvault.core.access;

import java.util.Optional;
import org.tandemvault.core.identity.Principal;

/**
 * One reason why a user has a right: which share, on what, to whom.
 *
 * @param on where the share is: the account, its resource, or a folder above
 * @param onName what that is called
 * @param through the user, or the group through which they have it
 * @param throughName what that is called
 */
public record Grant(
    Right right, ShareTarget on, String onName, Principal through, String throughName) {

  /** The strongest right among grants. */
  public static Optional<Right> strongest(java.util.Collection<Grant> grants) {
    return grants.stream().map(Grant::right).max(java.util.Comparator.naturalOrder());
  }
}
