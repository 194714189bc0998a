package org.tandemvault.db.replication.sqlserver;

import java.util.HashMap;
import java.util.Map;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.sqlserver.tsql.Place;

/**
 * The beats that are in a database. One that grows between two readings shows that its node works
 * and, in another node's database, that rows travel; clocks are not looked at.
 */
public record SqlServerBeats(Sessions sessions, String database) {

  /**
   * The newest beat of each node, by node id.
   *
   * @throws org.tandemvault.db.replication.ReplicationException if the server does not answer
   */
  public Map<String, Long> read() {
    try (SqlServerSession session = sessions.open()) {
      Place place = Place.subscription(database);
      boolean there =
          session.look(place, LookUp.COLUMNS, ReplicatedTables.SCHEMA).stream()
              .anyMatch(row -> row.text("table_name").equals(ReplicatedTables.HEARTBEAT));
      Map<String, Long> all = new HashMap<>();
      if (there) {
        session
            .look(place, LookUp.BEATS)
            .forEach(row -> all.put(row.text("node_id"), row.number("beat")));
      }
      return all;
    }
  }
}
