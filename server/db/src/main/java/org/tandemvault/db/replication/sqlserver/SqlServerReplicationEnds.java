package org.tandemvault.db.replication.sqlserver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnds;
import org.tandemvault.core.shared.UnavailableException;
import org.tandemvault.db.replication.ReplicationException;

/**
 * The ends in this node's SQL Server, as its application login may see them. Agents write their
 * history every few seconds at most, so a look is good for a moment. Thread-safe.
 */
public final class SqlServerReplicationEnds implements ReplicationEnds {
  private static final Duration GOOD_FOR = Duration.ofSeconds(3);

  private final Sessions sessions;
  private final String database;
  private final Clock clock;
  private Instant lookedAt = Instant.MIN;
  private List<ReplicationEnd> last = List.of();

  public SqlServerReplicationEnds(Sessions sessions, String database, Clock clock) {
    this.sessions = sessions;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public synchronized List<ReplicationEnd> look() {
    Instant now = clock.instant();
    if (lookedAt.isBefore(now.minus(GOOD_FOR)) || lookedAt.isAfter(now)) {
      last = read();
      lookedAt = now;
    }
    return last;
  }

  private List<ReplicationEnd> read() {
    try (SqlServerSession session = sessions.open()) {
      return new EndsReading(session, database, clock).read();
    } catch (ReplicationException e) {
      throw UnavailableException.database(
          "The state of replication can't be read: "
              + e.getMessage()
              + " If rights are missing, run bin/ConfigureReplication.sh setup again.",
          e);
    }
  }
}
