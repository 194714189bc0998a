package org.tandemvault.web.ui.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.web.ui.StandbyPageTest;

final class StandbyRevealTest extends StandbyPageTest {

  @Test
  void aRevealSaysHowOldItIs() {
    reveal();

    assertThat(shows("Version 1, as of 13:00:00, 8 s behind")).isTrue();
    assertThat(shows("If it was changed on the primary after")).isFalse();
  }

  @Test
  void anOlderOneSaysThatItMayHaveChanged() {
    house.tasks.pass(Duration.ofMinutes(5));

    reveal();

    assertThat(shows("Version 1, as of 13:00:00, 5 min behind")).isTrue();
    assertThat(shows("If it was changed on the primary after 13:00:00, that is not known here."))
        .isTrue();
    press("Hide");
    assertThat(shows("If it was changed on the primary after")).isFalse();
  }

  @Test
  void aPasswordChangedShortlyBeforeTheLinkBrokeComesWithAWarning() {
    primary.rig.change(ada, account, "another-9");
    house.ha.peerLost(now().plusSeconds(20));
    house.tasks.pass(Duration.ofMinutes(3));

    reveal();

    assertThat(shows("This password was set at 13:00:08, shortly before the last data")).isTrue();
    assertThat(shows("try the version before it")).isTrue();
  }

  @Test
  void aRevealIsOnTheStandbysOwnRecord() {
    reveal();

    assertThat(house.rig.trail.of(AuditAction.REVEAL, Outcome.OK)).hasSize(1);
    assertThat(primary.rig.trail.of(AuditAction.REVEAL, Outcome.OK)).isEmpty();
  }

  @Test
  void aRevealThatCannotBeRecordedIsRefused() {
    signIn("ada");
    house.rig.trail.breakDown();

    reveal();

    assertThat(shows("The audit trail can't be written")).isTrue();
    assertThat(shows("Version 1")).isFalse();
  }

  private void reveal() {
    signInIfNeeded();
    navigate(VaultView.class);
    var found = house.rig.accounts.get(ada, account).account();
    new RevealDialog(
            house.make(Desk.class), new RevealedAccount(found, "db-1 / root", Optional.empty()))
        .start();
    roundTrip();
  }

  private void signInIfNeeded() {
    if (session.current().isEmpty()) {
      signIn("ada");
    }
  }
}
