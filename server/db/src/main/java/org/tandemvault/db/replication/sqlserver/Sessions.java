package org.tandemvault.db.replication.sqlserver;

/** The way into one server. */
@FunctionalInterface
public interface Sessions {

  /**
   * Signs in.
   *
   * @throws org.tandemvault.db.replication.ReplicationException if that does not work, with why
   */
  SqlServerSession open();
}
