package org.tandemvault.db.replication.sqlserver;

import java.sql.SQLException;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.session.VaultDatabase;

/** Sessions of a node's own pool, for looks that are made again and again. Thread-safe. */
public record PooledSessions(VaultDatabase database) implements Sessions {
  @Override
  public SqlServerSession open() {
    try {
      return new JdbcSession(database.borrow(), "this node's database");
    } catch (SQLException e) {
      throw new ReplicationException(
          Reason.UNREACHABLE, "This node's database does not answer: " + Refusals.words(e), e);
    }
  }
}
