package org.tandemvault.core.ha;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tandemvault.core.audit.AuditAction;
import org.tandemvault.core.audit.Outcome;
import org.tandemvault.core.audit.Trail;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.NodeRole;

/** Writes that no longer wait for a standby, or wait again. */
final class AcknowledgedAloneTest {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final World world = new World();
  private final Site primary = world.add("primary", NodeRole.PRIMARY);

  @Test
  void thatNoStandbyFollowsIsOnRecordAndRings() {
    world.add("standby", NodeRole.STANDBY);
    world.start();
    Trail trail = Trail.create();
    List<Alarm> rung = new ArrayList<>();

    primary.monitor().acknowledges(HaFinding.failed(NOON, "No standby follows.", ""));
    primary.monitor().acknowledges(HaFinding.alive(NOON));

    assertThat(primary.told)
        .extracting(HaChange::part)
        .containsExactly(HaPart.ACKNOWLEDGING, HaPart.ACKNOWLEDGING);
    new AuditedChanges(trail.trail()).changed(primary.monitor().status(), primary.told);
    new AlarmedChanges(rung::add).changed(primary.monitor().status(), primary.told);
    assertThat(trail.recorded())
        .filteredOn(event -> event.entry().action() == AuditAction.HA_CHANGE)
        .extracting(event -> event.entry().outcome())
        .containsExactly(Outcome.FAILED, Outcome.OK);
    assertThat(rung.getFirst().subject()).contains("writes that wait for a standby: Failed");
  }
}
