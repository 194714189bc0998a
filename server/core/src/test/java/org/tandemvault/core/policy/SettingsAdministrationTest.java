package org.tandemvault.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.identity.Caller;
import org.tandemvault.core.identity.Role;
import org.tandemvault.core.identity.SecondFactorDemand;
import org.tandemvault.core.identity.User;
import org.tandemvault.core.resource.VaultRig;
import org.tandemvault.core.shared.ForbiddenException;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.StaleVersionException;

final class SettingsAdministrationTest {

  private static final VaultSettings NEXT = new VaultSettings(60, 30, 10, true, 0);

  private final VaultRig rig = new VaultRig();
  private final Caller admin = rig.person("admin", Role.ADMIN);

  @Test
  void aChangeHoldsAtOnceAndNamesWhatChanged() {
    assertThat(rig.settingsAdministration.get()).isEqualTo(VaultSettings.DEFAULT);

    rig.settingsAdministration.update(admin, NEXT, 0);

    assertThat(rig.settingsAdministration.get()).isEqualTo(new VaultSettings(60, 30, 10, true, 1));
    assertThat(rig.trail.last().action()).isEqualTo(AuditAction.SETTINGS_UPDATE);
    assertThat(rig.trail.last().reason())
        .isEqualTo("revealSeconds, minUserPassword, requireReason");
  }

  @Test
  void whoDemandsASecondFactorOfThemselvesHasOne() {
    var demanding = new VaultSettings(30, 30, 8, false, SecondFactorDemand.ADMINS, 0);
    assertThatThrownBy(() -> rig.settingsAdministration.update(admin, demanding, 0))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations().getFirst().field()).isEqualTo("secondFactor"));
    rig.vault.write(
        tx -> {
          User stored = rig.vault.users.find(tx, admin.id()).orElseThrow();
          rig.vault.users.update(tx, withSecondFactor(stored));
        });

    rig.settingsAdministration.update(admin, demanding, 0);

    assertThat(rig.settings.get().secondFactor()).isEqualTo(SecondFactorDemand.ADMINS);
    assertThat(rig.trail.last().reason()).isEqualTo("secondFactor=admins");
  }

  private static User withSecondFactor(User user) {
    return new User(
        user.id(),
        user.name(),
        user.displayName(),
        user.email(),
        user.roles(),
        true,
        true,
        false,
        user.createdAt(),
        user.updatedAt(),
        user.version() + 1);
  }

  @Test
  void whatAnotherNodeSavedIsSeenWithinASecond() {
    rig.settings.get();
    var elsewhere = new VaultSettings(99, 30, 10, true, 1);
    rig.vault.write(tx -> rig.vault.settings.save(tx, elsewhere));
    assertThat(rig.settings.get()).isEqualTo(VaultSettings.DEFAULT);

    rig.clock.move(Duration.ofSeconds(1));

    assertThat(rig.settings.get()).isEqualTo(elsewhere);
  }

  @Test
  void aClockThatGoesBackDoesNotKeepOldSettings() {
    rig.settings.get();
    var elsewhere = new VaultSettings(99, 30, 10, true, 1);
    rig.vault.write(tx -> rig.vault.settings.save(tx, elsewhere));

    rig.clock.move(Duration.ofHours(-1));

    assertThat(rig.settings.get()).isEqualTo(elsewhere);
  }

  @Test
  void anOlderLoadThatEndsLaterDoesNotUndoASave() {
    rig.settingsAdministration.update(admin, NEXT, 0);

    rig.settings.keep(VaultSettings.DEFAULT);

    assertThat(rig.settings.get().version()).isEqualTo(1);
  }

  @Test
  void onlyAdminsChangeThem() {
    Caller other = rig.person("other", Role.PASSWORD_ADMIN, Role.AUDITOR, Role.USER);

    assertThatThrownBy(() -> rig.settingsAdministration.update(other, NEXT, 0))
        .isInstanceOf(ForbiddenException.class);
    assertThat(rig.settings.get()).isEqualTo(VaultSettings.DEFAULT);
  }

  @Test
  void aLostRaceIsRefused() {
    rig.settingsAdministration.update(admin, NEXT, 0);

    assertThatThrownBy(() -> rig.settingsAdministration.update(admin, NEXT, 0))
        .isInstanceOf(StaleVersionException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "4,30,8,revealSeconds",
    "601,30,8,revealSeconds",
    "30,4,8,clipboardSeconds",
    "30,601,8,clipboardSeconds",
    "30,30,7,minUserPassword",
    "30,30,129,minUserPassword"
  })
  void boundsAreKept(int reveal, int clipboard, int password, String field) {
    var settings = new VaultSettings(reveal, clipboard, password, false, 0);

    assertThatThrownBy(() -> rig.settingsAdministration.update(admin, settings, 0))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> assertThat(e.violations().getFirst().field()).isEqualTo(field));
  }
}
