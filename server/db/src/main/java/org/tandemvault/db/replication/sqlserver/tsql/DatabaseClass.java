package org.tandemvault.db.replication.sqlserver.tsql;

/** What a database is to replication; a procedure runs in databases of certain classes only. */
public enum DatabaseClass {
  MASTER,
  MSDB,
  DISTRIBUTION,
  PUBLICATION,
  SUBSCRIPTION
}
