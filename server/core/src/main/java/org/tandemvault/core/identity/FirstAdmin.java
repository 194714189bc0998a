package org.tandemvault.core.identity;

import java.util.Optional;
import org.tandemvault.core.shared.Stamps;

/** Makes the first admin of an empty vault. Thread-safe. */
public final class FirstAdmin {

  private final AuditedTransactions work;
  private final IdentityStore store;
  private final UserPasswords passwords;
  private final Stamps stamps;

  public FirstAdmin(
      AuditedTransactions work, IdentityStore store, UserPasswords passwords, Stamps stamps) {
    this.work = work;
    this.store = store;
    this.passwords = passwords;
    this.stamps = stamps;
  }

  /**
   * User {@code admin} with a random first password that must be changed; empty if there are users.
   */
  public Optional<CreatedUser> createIfEmpty() {
    throw new IllegalStateException("unwritten");
  }
}
