package org.tandemvault.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.AuditEntry;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Target;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;
import org.tandemvault.core.shared.MovableClock;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.web.rest.TestVault;

final class ReadinessTest {

  private static final Duration A_WHILE = Duration.ofSeconds(6);

  private final MovableClock clock = MovableClock.atNoon();
  private final TestVault vault = new TestVault(clock);
  private final Readiness readiness = new Readiness(vault.node, vault.settings, vault.trail, clock);

  @Test
  void aGoodPrimaryReadsAndWrites() {
    assertThat(readiness.state()).isEqualTo(new Readiness.State(true, true, true));
    assertThat(readiness.state().writes()).isTrue();
  }

  @Test
  void aStandbyReadsOnly() {
    var standby =
        new Readiness(
            new Node(new NodeId("s"), NodeRole.STANDBY, ""), vault.settings, vault.trail, clock);
    assertThat(standby.state().reads()).isTrue();
    assertThat(standby.state().writes()).isFalse();
  }

  @Test
  void aDatabaseThatIsGoneIsToldAndItsReturnToo() {
    vault.database.unreachable(true);
    assertThat(readiness.state().database()).isFalse();
    assertThat(readiness.state().reads()).isFalse();
    vault.database.unreachable(false);
    clock.move(A_WHILE);
    assertThat(readiness.state().reads()).isTrue();
  }

  @Test
  void aTrailThatCannotBeWrittenIsTold() {
    breakTrail();
    assertThat(readiness.state()).isEqualTo(new Readiness.State(true, false, true));
    assertThat(readiness.state().reads()).isFalse();
  }

  private void breakTrail() {
    vault.events.failAppends(
        UnavailableException.database("simulated", new IllegalStateException()));
    try {
      vault.trail.recordDurably(
          new AuditEntry("", "x", AuditAction.REVEAL, Target.NONE, Outcome.OK, "", ""));
      throw new AssertionError("the trail is not broken");
    } catch (UnavailableException expected) {
      assertThat(expected.code()).isEqualTo("audit-unavailable");
    }
  }
}
