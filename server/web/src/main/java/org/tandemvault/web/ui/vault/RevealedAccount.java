package org.tandemvault.web.ui.vault;

import java.util.Optional;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.RevealRequest;

/**
 * The password that is asked for.
 *
 * @param name as in the dialog's title, e.g. {@code db-1 / root}
 * @param version an old one, or empty for the current one
 */
record RevealedAccount(Account account, String name, Optional<Long> version) {

  RevealRequest request(String reason, String ticket, boolean copied) {
    return new RevealRequest(account.id(), reason, ticket, version, copied);
  }

  /** True if the settings or the account's policy want a reason. */
  boolean needsReason(Desk desk) {
    return desk.catalogue().settings().get().requireReason()
        || account
            .policy()
            .map(id -> desk.passwords().policies().get(desk.caller(), id).requireReason())
            .orElse(false);
  }
}
