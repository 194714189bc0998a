package org.tandemvault.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tandemvault.core.audit.Trail.entry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.node.InMemoryDatabase;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.UnavailableException;

final class AuditRecoveryTest {

  private final Trail vault = Trail.over(InMemoryDatabase.create(), MovableClock.atNoon());
  private final ChainedAuditTrail trail = vault.trail();
  private final AuditRecovery recovery = new AuditRecovery(trail);

  @AfterEach
  void close() {
    trail.close();
  }

  @Test
  void aTrailThatIsGoodIsLeftAlone() {
    trail.recordDurably(entry("anna"));

    recovery.look();

    assertThat(trail.recordDurably(entry("ben")).seq()).isEqualTo(2);
  }

  @Test
  void aTrailThatIsStillBrokenIsTriedAndStaysBroken() {
    breakTrail();

    recovery.look();

    assertThat(trail.health().writable()).isFalse();
  }

  @Test
  void aTrailThatCanBeWrittenAgainIsFoundOutAndPutOnRecordOnce() {
    breakTrail();
    vault.events().heal();

    recovery.look();
    recovery.look();

    assertThat(trail.health().writable()).isTrue();
    AuditEvent next = trail.recordDurably(entry("ben"));
    assertThat(next.seq()).as("after the one event that says so").isEqualTo(2);
  }

  private void breakTrail() {
    vault
        .events()
        .failAppends(
            UnavailableException.database("The disk is full.", new IllegalStateException()));
    assertThatThrownBy(() -> trail.recordDurably(entry("anna")))
        .isInstanceOf(UnavailableException.class);
  }
}
