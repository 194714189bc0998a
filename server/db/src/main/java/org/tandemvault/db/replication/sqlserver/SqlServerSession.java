package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.Statement;

/**
 * A signed-in session at one server. Used by one thread. All methods throw {@link
 * org.tandemvault.db.replication.ReplicationException} with the server's own words.
 */
public interface SqlServerSession extends AutoCloseable {

  /** For messages. */
  String server();

  /**
   * Looks; changes nothing.
   *
   * @return no row where the database or the table that is asked does not exist yet
   */
  List<Row> look(Place place, LookUp lookUp, Object... arguments);

  /** Runs one batch, outside any transaction. */
  void run(Statement statement);

  @Override
  void close();
}
