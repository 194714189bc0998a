package org.tandemvault.web.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.tandemvault.core.ha.Alarm;
import org.tandemvault.core.ha.AlarmBell;
import org.tandemvault.core.ha.AlarmedChanges;
import org.tandemvault.core.ha.HaChange;
import org.tandemvault.core.ha.HaPart;
import org.tandemvault.core.node.DatabaseServer;
import org.tandemvault.core.node.HaFinding;
import org.tandemvault.core.node.HaState;
import org.tandemvault.core.node.HaStatus;
import org.tandemvault.core.node.Node;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.NodeRole;

/** A standby that fell silent. */
final class AlarmFixture {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private AlarmFixture() {}

  /** Rings the bell as the node would. */
  static void ring(AlarmBell bell) {
    var standby = new NodeId("standby");
    HaFinding silent =
        HaFinding.failed(NOON, "Node standby does not answer.", "Look at the link \u2013 now.");
    var status =
        new HaStatus(
            new Node(new NodeId("primary"), NodeRole.PRIMARY, ""),
            HaState.FAILED,
            HaState.ALIVE,
            Optional.of(NOON),
            silent.reason() + " " + silent.remedy(),
            List.of(),
            new DatabaseServer("PostgreSQL", "18.6", true),
            Optional.empty());
    new AlarmedChanges(bell)
        .changed(
            status,
            List.of(
                new HaChange(NOON, standby, HaPart.INBOUND, HaFinding.alive(NOON)),
                new HaChange(NOON, standby, HaPart.LINK, silent)));
  }

  /** What {@link #ring} tells. */
  static Alarm alarm() {
    var rung = new AtomicReference<Alarm>();
    ring(rung::set);
    return rung.get();
  }
}
