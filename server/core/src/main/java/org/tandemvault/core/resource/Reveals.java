package org.tandemvault.core.resource;

import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.policy.CurrentSettings;

/** Opens passwords. The audit event is durable before the plaintext leaves. Thread-safe. */
public final class Reveals {
  private final AuditedTransactions work;
  private final Accounts accounts;
  private final AccountSeals seals;
  private final CurrentSettings settings;
  private final ServedFrom here;

  public Reveals(
      AuditedTransactions work,
      Accounts accounts,
      AccountSeals seals,
      CurrentSettings settings,
      ServedFrom here) {
    this.work = work;
    this.accounts = accounts;
    this.seals = seals;
    this.settings = settings;
    this.here = here;
  }

  /**
   * Reveals one version of a password to a caller with the view right.
   *
   * @throws org.tandemvault.core.shared.InvalidException on {@code reason} where one is required
   * @throws org.tandemvault.core.shared.UnavailableException {@code audit-unavailable}: nothing is
   *     revealed
   */
  public Revealed revealPlaintext(Caller caller, RevealRequest request) {
    throw new IllegalStateException("unwritten");
  }
}
