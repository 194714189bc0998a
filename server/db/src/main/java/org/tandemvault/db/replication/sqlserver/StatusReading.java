package org.tandemvault.db.replication.sqlserver;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationStatus;
import org.tandemvault.db.replication.sqlserver.SqlServerReplication.Server;

/** Both servers as their administrator sees them. */
final class StatusReading {
  private final Server primary;
  private final Server standby;
  private final List<String> problems = new ArrayList<>();

  StatusReading(Server primary, Server standby) {
    this.primary = primary;
    this.standby = standby;
  }

  ReplicationStatus read() {
    return new ReplicationStatus(read(primary), read(standby), problems);
  }

  private List<ReplicationEnd> read(Server server) {
    try (SqlServerSession session = server.sessions().open()) {
      List<ReplicationEnd> ends =
          new EndsReading(session, server.vault().database(), Clock.systemUTC())
              .read().stream()
                  .filter(end -> end.channel().standby().equals(standby.vault().node()))
                  .toList();
      if (ends.size() < 2) {
        problems.add(
            "On "
                + session.server()
                + " replication is not set up completely: run bin/ConfigureReplication.sh setup.");
      }
      return ends;
    } catch (ReplicationException e) {
      problems.add(e.getMessage());
      return List.of();
    }
  }
}
