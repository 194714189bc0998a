package org.tandemvault.core.policy;

import org.tandemvault.core.identity.AuditedTransactions;
import org.tandemvault.core.identity.Caller;

/** The vault's settings: anybody reads, admins edit. Thread-safe. */
public final class SettingsAdministration {
  private final AuditedTransactions work;
  private final SettingsStore store;
  private final CurrentSettings current;

  public SettingsAdministration(
      AuditedTransactions work, SettingsStore store, CurrentSettings current) {
    this.work = work;
    this.store = store;
    this.current = current;
  }

  public VaultSettings get() {
    throw new IllegalStateException("unwritten");
  }

  public VaultSettings update(Caller caller, VaultSettings settings, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }
}
