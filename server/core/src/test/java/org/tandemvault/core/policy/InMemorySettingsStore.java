package org.tandemvault.core.policy;

import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.WriteSession;
import org.tandemvault.core.resource.VaultTables;
import org.tandemvault.core.shared.StaleVersionException;

/** The settings in memory. */
public final class InMemorySettingsStore implements SettingsStore {

  private final VaultTables tables;

  public InMemorySettingsStore(VaultTables tables) {
    this.tables = tables;
  }

  @Override
  public VaultSettings load(ReadSession tx) {
    return tables.settings.get(tx, 0).orElse(VaultSettings.DEFAULT);
  }

  @Override
  public void save(WriteSession tx, VaultSettings settings) {
    if (load(tx).version() != settings.version() - 1) {
      throw new StaleVersionException("The settings were changed.");
    }
    tables.settings.put(tx, 0, settings);
  }
}
