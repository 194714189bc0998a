package org.tandemvault.db.replication.sqlserver;

/** The tables of one database, which this version's changelog makes. */
public interface Schema {

  /** Whether nothing is missing; changes nothing. */
  boolean isCurrent();

  /** Brings them up to date. */
  void make();
}
