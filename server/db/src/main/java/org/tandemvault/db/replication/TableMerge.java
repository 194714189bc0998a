package org.tandemvault.db.replication;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.TableShapes.Shape;

/**
 * Makes a table of the receiver like that of the sender, within a transaction: rows come over
 * beside the table, then only those that differ are changed, so nothing bloats and stray rows are
 * found. Audit events are only ever added. Of the nodes' own tables only rows that travel are
 * looked at.
 */
final class TableMerge {
  private final Shape shape;
  private final String filter;
  private final String live;
  private final String beside;

  TableMerge(Shape shape, String filter) {
    this.shape = shape;
    boolean ownedByNodes = shape.columns().containsKey(ReplicatedTables.NODE_COLUMN);
    this.filter = ownedByNodes ? filter : "true";
    this.live = shape.qualified();
    this.beside = ServerSession.name("seed_" + shape.table());
  }

  SeedReport.Table run(ServerSession reader, ServerSession writer) {
    writer.execute("CREATE TEMPORARY TABLE " + beside + " (LIKE " + live + ") ON COMMIT DROP");
    long rows = transfer(reader.copy(), writer.copy());
    requireOnlyWhatTravels(writer);
    writer.execute("ANALYZE " + beside);
    long removed = 0;
    if (shape.table().equals(ReplicatedTables.AUDIT)) {
      requireSameHistory(writer);
    } else {
      removed = writer.execute(deletion());
    }
    long added = writer.execute(insertion());
    writer.execute("DROP TABLE " + beside);
    return new SeedReport.Table(shape.table(), rows, removed, added);
  }

  private long transfer(CopyManager from, CopyManager to) {
    String columns = shape.columnList("");
    String read = "COPY (SELECT " + columns + " FROM " + live + " WHERE " + filter + ") TO STDOUT";
    String write = "COPY " + beside + " (" + columns + ") FROM STDIN";
    try {
      CopyOut out = from.copyOut(read);
      CopyIn in = to.copyIn(write);
      byte[] part = out.readFromCopy();
      while (part != null) {
        in.writeToCopy(part, 0, part.length);
        part = out.readFromCopy();
      }
      return in.endCopy();
    } catch (SQLException e) {
      throw broken(e);
    }
  }

  /** The sender's filter is the sender's word; its owner can make the table say anything. */
  private void requireOnlyWhatTravels(ServerSession writer) {
    if (writer.exists(
        "SELECT 'x' FROM " + beside + " WHERE (" + filter + ") IS NOT TRUE LIMIT 1")) {
      throw new ReplicationException(
          Reason.REFUSED,
          "The other side sent rows of "
              + shape.table()
              + " that it must not send. Nothing was touched: find out who changed its database.");
    }
  }

  private ReplicationException broken(Exception e) {
    return new ReplicationException(
        Reason.FAILED,
        "Copying "
            + shape.table()
            + " broke off; the old rows are all there. Run it again: "
            + e.getMessage(),
        e);
  }

  /** Two different events at one place of a chain are not mended but told. */
  private void requireSameHistory(ServerSession writer) {
    String different =
        "SELECT count(*) FROM "
            + live
            + " l JOIN "
            + beside
            + " b ON "
            + shape.sameKey("l", "b")
            + " WHERE NOT "
            + sameRow();
    long forks = writer.rows(different, row -> row.getLong(1)).getFirst();
    if (forks > 0) {
      throw new ReplicationException(
          Reason.REFUSED,
          forks
              + " audit events differ between the two servers, so one of the two was changed or"
              + " restored from an older copy. Nothing was touched: run audit verify on both nodes"
              + " and keep both databases.");
    }
  }

  private String deletion() {
    return "DELETE FROM "
        + live
        + " l WHERE "
        + filter
        + " AND NOT EXISTS (SELECT FROM "
        + beside
        + " b WHERE "
        + shape.sameKey("l", "b")
        + " AND "
        + sameRow()
        + ")";
  }

  private String insertion() {
    String columns = shape.columnList("");
    return "INSERT INTO "
        + live
        + " ("
        + columns
        + ") SELECT "
        + columns
        + " FROM "
        + beside
        + " b WHERE NOT EXISTS (SELECT FROM "
        + live
        + " l WHERE "
        + shape.sameKey("l", "b")
        + ")";
  }

  private String sameRow() {
    return "(("
        + shape.columnList("l.")
        + ") IS NOT DISTINCT FROM ("
        + shape.columnList("b.")
        + "))";
  }
}
