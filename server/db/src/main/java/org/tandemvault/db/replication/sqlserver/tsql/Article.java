package org.tandemvault.db.replication.sqlserver.tsql;

import java.util.Optional;

/**
 * A table that is sent.
 *
 * @param name of the article; that of the table
 * @param target where its rows arrive
 * @param filter which rows travel; empty for all
 * @param appendOnly rows are never changed there, and a DELETE here is not sent
 */
public record Article(
    String name, String schema, Target target, Optional<String> filter, boolean appendOnly) {

  /** A table at the receiver. */
  public record Target(String schema, String table) {

    /** The end of the names of the procedures that bring the rows on. */
    String procedures() {
      return schema + table;
    }
  }
}
