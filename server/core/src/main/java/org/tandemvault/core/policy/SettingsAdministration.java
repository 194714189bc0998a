package org.tandemvault.core.policy;

import org.tandemvault.core.identity.Caller;

/** The vault's settings: anybody reads, admins edit. Thread-safe. */
public final class SettingsAdministration {
  public VaultSettings get() {
    throw new IllegalStateException("unwritten");
  }

  public VaultSettings update(Caller caller, VaultSettings settings, long expectedVersion) {
    throw new IllegalStateException("unwritten");
  }
}
