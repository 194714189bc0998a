package org.tandemvault.core.policy;

import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;

/** The stored settings. Thread-safe. */
public interface SettingsStore {

  /** {@link VaultSettings#DEFAULT} if none were saved. */
  VaultSettings load(ReadSession tx);

  /**
   * Replaces all where the stored version is {@code settings.version() - 1}.
   *
   * @throws org.tandemvault.core.shared.StaleVersionException if it is not
   */
  void save(WriteSession tx, VaultSettings settings);
}
