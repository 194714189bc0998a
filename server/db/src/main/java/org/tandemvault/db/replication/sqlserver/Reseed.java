package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.ReplicationException.Reason;
import org.tandemvault.db.replication.SeedReport;
import org.tandemvault.db.replication.sqlserver.tsql.Article;
import org.tandemvault.db.replication.sqlserver.tsql.InboxSentences;

/**
 * One direction begins anew with a snapshot. The receiver's own rows, and those that were taken
 * over before, are not touched: own rows of the other node arrive in the inbox only.
 */
record Reseed(Flow flow) {

  /** Before anything is done. */
  void requirePublished() {
    boolean there =
        flow.sender().inVault(LookUp.SUBSCRIPTIONS).stream()
            .anyMatch(row -> row.text("publication").equals(flow.publication()));
    if (!there) {
      throw new ReplicationException(
          Reason.REFUSED,
          "Nothing replicates " + flow.words() + " yet: run bin/ConfigureReplication.sh setup.");
    }
  }

  void mark() {
    flow.sender().run(new Marks(flow.sender(), Names.deliveredMark(flow.channel())).drop());
    flow.sender().session().run(flow.calls().reinitialise(flow.receiver().asSubscriber()));
  }

  /** How many rows each table has at the receiver now; how many differed is not known. */
  SeedReport report() {
    List<Row> vault = flow.receiver().inVault(LookUp.ROW_COUNTS, ReplicatedTables.SCHEMA);
    List<Row> inbox = flow.receiver().inVault(LookUp.ROW_COUNTS, InboxSentences.SCHEMA);
    return new SeedReport(
        flow.articles().stream()
            .map(
                article ->
                    new SeedReport.Table(
                        article.name(),
                        rows(
                            article.target().schema().equals(InboxSentences.SCHEMA) ? inbox : vault,
                            article.target()),
                        0,
                        0))
            .toList());
  }

  private static long rows(List<Row> counts, Article.Target target) {
    return counts.stream()
        .filter(row -> row.text("table_name").equals(target.table()))
        .mapToLong(row -> row.number("row_count"))
        .sum();
  }
}
