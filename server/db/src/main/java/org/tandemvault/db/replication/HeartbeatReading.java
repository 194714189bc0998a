package org.tandemvault.db.replication;

import java.util.HashMap;
import java.util.Map;

/**
 * The beats that are in a database. One that grows between two readings shows that its node works
 * and, in another node's database, that rows travel; clocks are not looked at.
 */
public final class HeartbeatReading {
  private final ServerAccess access;

  public HeartbeatReading(ServerAccess access) {
    this.access = access;
  }

  /**
   * The newest beat of each node, by node id.
   *
   * @throws ReplicationException if the server does not answer
   */
  public Map<String, Long> beats() {
    try (ServerSession session = access.open()) {
      Map<String, Long> all = new HashMap<>();
      if (TableShapes.of(session).containsKey(ReplicatedTables.HEARTBEAT)) {
        session.rows(
            "SELECT node_id, beat FROM vault.heartbeat",
            row -> all.put(row.getString(1), row.getLong(2)));
      }
      return all;
    }
  }
}
