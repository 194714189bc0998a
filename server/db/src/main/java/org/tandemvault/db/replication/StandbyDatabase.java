package org.tandemvault.db.replication;

import org.tandemvault.core.node.NodeId;
import org.tandemvault.db.platform.DatabaseAddress;
import org.tandemvault.db.platform.DatabaseLogin;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.schema.NodeDatabase;

/**
 * A standby's database as its owner sees it, before the node works with it: the tables of this
 * version without rows, and a login that can hardly write. Every step can be repeated.
 */
public final class StandbyDatabase {
  private final DatabaseAddress address;
  private final DatabaseLogin owner;

  public StandbyDatabase(DatabaseAddress address, DatabaseLogin owner) {
    this.address = address;
    this.owner = owner;
  }

  /**
   * Brings the tables up to date; the rows come from the primary. Nobody but the owner gets rights.
   */
  public void makeSchema() {
    new NodeDatabase(address, owner).migrate(owner.user());
  }

  /**
   * Holds the node's login to what a standby may do, also on tables that are new in this version.
   * Does nothing before replication was set up, which does the same.
   *
   * @throws ReplicationException if the login owns the tables or passes row security
   */
  public void narrow(NodeId node, String applicationUser) {
    try (ServerSession session = ServerAccess.of(address, owner).open()) {
      if (!session.exists(
          "SELECT rolname FROM pg_roles WHERE rolname = ?", ReplicationNames.ROLE)) {
        return;
      }
      StandbyRights rights = new StandbyRights(session, node, applicationUser);
      PlanStep found = rights.look();
      if (found.state() == PlanStep.State.BLOCKED) {
        throw new ReplicationException(Reason.REFUSED, found.note());
      }
      if (found.state() == PlanStep.State.TO_DO) {
        rights.act(ReplicationProgress.SILENT);
      }
    }
  }
}
