package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.identity.SecondFactorDemand;
import org.tandemvault.core.resource.VaultFixture;
import org.tandemvault.core.shared.StaleVersionException;

/** What every implementation of {@link SettingsStore} must do. */
public abstract class SettingsStoreContract {

  private VaultFixture vault;

  /** All ports over a store that is empty. */
  protected abstract VaultFixture emptyVault();

  @BeforeEach
  void open() {
    vault = emptyVault();
  }

  @Test
  void untilSomethingIsSavedTheDefaultHolds() {
    assertThat(load()).isEqualTo(VaultSettings.DEFAULT);
  }

  @Test
  void whatWasSavedComesBack() {
    save(new VaultSettings(5, 600, 128, true, 1));
    save(new VaultSettings(6, 7, 9, false, SecondFactorDemand.ADMINS, 2));

    assertThat(load()).isEqualTo(new VaultSettings(6, 7, 9, false, SecondFactorDemand.ADMINS, 2));
    save(new VaultSettings(6, 7, 9, false, SecondFactorDemand.EVERYONE, 3));
    assertThat(load().secondFactor()).isEqualTo(SecondFactorDemand.EVERYONE);
  }

  @Test
  void aLostRaceIsRefused() {
    var first = new VaultSettings(5, 600, 128, true, 1);
    save(first);

    assertThatThrownBy(() -> save(new VaultSettings(6, 7, 9, false, 1)))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> save(new VaultSettings(6, 7, 9, false, 3)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(load()).isEqualTo(first);
  }

  private VaultSettings load() {
    return vault.read(vault.settings::load);
  }

  private void save(VaultSettings settings) {
    vault.write(tx -> vault.settings.save(tx, settings));
  }
}
