package org.tandemvault.tools.replication;

import java.util.Map;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.db.replication.ReplicationAdmin;

/**
 * The servers of a primary and a standby while the tool works on them; each engine has its own.
 * Holds the administrators' passwords and wipes them at the end.
 */
interface ServerPair extends AutoCloseable {

  /** Plans, sets up, shows and removes what is between them. */
  ReplicationAdmin replication();

  /** Whose database the server has. */
  NodeId node(Side side);

  /** What the pack for a standby has to say of that server; no administrator is named. */
  PackEntry packEntry(Side side);

  /**
   * The newest beat of each node in that server's database, by node id.
   *
   * @throws org.tandemvault.db.replication.ReplicationException if it does not answer
   */
  Map<String, Long> beats(Side side);

  @Override
  void close();
}
