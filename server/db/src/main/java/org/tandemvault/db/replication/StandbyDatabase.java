package org.tandemvault.db.replication;

import org.tandemvault.conf.DatabaseConf;
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
    try (ServerSession session = ServerAccess.of(address, owner).open()) {
      handToOwner(session);
    }
  }

  /**
   * What an administrator makes belongs to the database's owner, who changes its shape later
   * ({@code owner.user} of the node).
   */
  private static void handToOwner(ServerSession session) {
    String owner =
        session.word(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()");
    session.executeAll(
        session.words(
            """
            SELECT format('ALTER SCHEMA %1$I OWNER TO %2$I', n.nspname, o.name)
              FROM pg_namespace n, (SELECT CAST(? AS text) AS name) o
             WHERE n.nspowner = CAST(CAST(current_user AS text) AS regrole)
               AND n.nspname LIKE 'vault%' AND current_user <> o.name
            UNION ALL
            SELECT format('ALTER TABLE %1$I.%2$I OWNER TO %3$I', n.nspname, c.relname, o.name)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
                   (SELECT CAST(? AS text) AS name) o
             WHERE c.relowner = CAST(CAST(current_user AS text) AS regrole)
               AND n.nspname LIKE 'vault%' AND c.relkind IN ('r', 'S') AND current_user <> o.name
            UNION ALL
            SELECT format('ALTER FUNCTION %1$s OWNER TO %2$I', CAST(p.oid AS regprocedure), o.name)
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
                   (SELECT CAST(? AS text) AS name) o
             WHERE p.proowner = CAST(CAST(current_user AS text) AS regrole)
               AND n.nspname LIKE 'vault%' AND current_user <> o.name
            """,
            owner, owner, owner));
  }

  /**
   * Holds the node's login to what a standby may do, also on tables that are new in this version.
   * Does nothing before replication was set up, which does the same.
   *
   * @throws ReplicationException if the login owns the tables or passes row security
   */
  public void narrow(NodeId node, String applicationUser) {
    if (address.engine() == DatabaseConf.Engine.SQLSERVER) {
      return; // there the set-up of replication grants and denies, as a server's administrator
    }
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
