package org.tandemvault.web.rest.resource;

import java.time.Instant;
import java.util.Optional;
import org.tandemvault.core.resource.Account;
import org.tandemvault.core.resource.AccountView;
import org.tandemvault.core.shared.PolicyId;
import org.tandemvault.web.rest.Versioned;

/**
 * An account as you see it, without its password.
 *
 * @param expiresAt when the password should be changed, null if never
 * @param policy its policy's id, null without one
 * @param right yours on it: view, modify or manage
 */
public record AccountAnswer(
    String id,
    String resourceId,
    String login,
    String notes,
    long passwordVersion,
    Instant passwordChangedAt,
    Optional<Instant> expiresAt,
    Optional<String> policy,
    long version,
    String right)
    implements Versioned {

  static AccountAnswer of(AccountView view) {
    Account account = view.account();
    return new AccountAnswer(
        account.id().text(),
        account.resource().text(),
        account.login(),
        view.notes(),
        account.passwordVersion(),
        account.passwordChangedAt(),
        account.expiresAt(),
        account.policy().map(PolicyId::text),
        account.version(),
        view.right().word());
  }
}
