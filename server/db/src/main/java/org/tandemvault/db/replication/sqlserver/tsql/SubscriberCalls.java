package org.tandemvault.db.replication.sqlserver.tsql;

/** What runs in the database that receives. */
public record SubscriberCalls(Place place) {

  /** Forgets a subscription whose publisher is gone; does nothing to the rows. */
  public Statement cleanUp(String publisher, String publisherDatabase, String publication) {
    return ProcedureCall.sys(place, "sp_subscription_cleanup")
        .with("publisher", publisher)
        .with("publisher_db", publisherDatabase)
        .with("publication", publication);
  }
}
