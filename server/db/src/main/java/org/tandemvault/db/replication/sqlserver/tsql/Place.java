package org.tandemvault.db.replication.sqlserver.tsql;

/** The database that something runs in, and what it is there for. */
public record Place(DatabaseClass kind, String database) {
  public static final Place MASTER = new Place(DatabaseClass.MASTER, "master");
  public static final Place MSDB = new Place(DatabaseClass.MSDB, "msdb");

  /** The distributor's own database. */
  public static Place distribution(String database) {
    return new Place(DatabaseClass.DISTRIBUTION, database);
  }

  /** A database whose changes are sent. */
  public static Place publication(String database) {
    return new Place(DatabaseClass.PUBLICATION, database);
  }

  /** A database into which changes are brought. */
  public static Place subscription(String database) {
    return new Place(DatabaseClass.SUBSCRIPTION, database);
  }
}
