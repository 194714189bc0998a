package org.tandemvault.db.schema;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.platform.Platform;
import org.tandemvault.db.schema.NodeDatabaseException.Reason;

/**
 * Proof that no other process works with this node id on this database.
 *
 * <p>Life: {@link #take} at start; {@link #renew} now and then, since a database that restarted has
 * forgotten the lock; {@link #close} at the end. The lock hangs on a connection of its own, so it
 * is free as soon as the process is dead. Thread-safe.
 */
public final class NodeLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLock.class);
  private static final int VALID_SECONDS = 5;

  private final Platform platform;
  private final DataSource source;
  private final DatabaseAddress address;
  private final DatabaseLogin login;
  private final NodeId node;
  private Connection connection;

  private NodeLock(DatabaseAddress address, DatabaseLogin login, NodeId node) throws SQLException {
    this.platform = Platform.of(address.engine());
    this.source = platform.dataSource(address, login);
    this.address = address;
    this.login = login;
    this.node = node;
    this.connection = locked();
  }

  /**
   * Takes the lock.
   *
   * @throws NodeDatabaseException if another process holds it
   */
  public static NodeLock take(DatabaseAddress address, DatabaseLogin login, NodeId node) {
    try {
      return new NodeLock(address, login, node);
    } catch (SQLException e) {
      throw NodeDatabase.unreachable(address, login, e);
    }
  }

  /**
   * Looks whether the lock is still there and takes it again if the database lost it.
   *
   * @throws NodeDatabaseException if another process took it meanwhile, or the database does not
   *     answer
   */
  public synchronized void renew() {
    try {
      if (!connection.isValid(VALID_SECONDS)) {
        connection.close();
        connection = locked();
        LOG.info("Took the lock of node {} again", node);
      }
    } catch (SQLException e) {
      throw NodeDatabase.unreachable(address, login, e);
    }
  }

  /** Lets go of the lock. */
  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException broken) {
      LOG.debug("The connection of the node lock was broken already", broken);
    }
  }

  private Connection locked() throws SQLException {
    Connection fresh = source.getConnection();
    boolean held = false;
    try {
      held = platform.lockForSession(fresh, "tandem-vault/node/" + node);
    } finally {
      if (!held) {
        fresh.close();
      }
    }
    if (!held) {
      throw new NodeDatabaseException(
          Reason.NODE_RUNS_ALREADY,
          "Another process runs as node "
              + node
              + " on database "
              + address
              + ". Stop it, or give this node a node.id of its own in conf/node.conf.");
    }
    return fresh;
  }
}
