package org.tandemvault.db.replication;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.tandemvault.core.node.ReadSession;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnds;
import org.tandemvault.core.node.Transactions;
import org.tandemvault.db.session.JdbiSession;

/** The ends in this node's PostgreSQL, as its application login may see them. Thread-safe. */
public final class JdbiReplicationEnds implements ReplicationEnds {
  private final Transactions transactions;
  private final Clock clock;
  private final Trends trends = new Trends();

  public JdbiReplicationEnds(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public List<ReplicationEnd> look() {
    return transactions.read(
        tx -> Stream.concat(senders(tx).stream(), receivers(tx).stream()).toList());
  }

  private static List<ReplicationEnd> senders(ReadSession tx) {
    return JdbiSession.of(tx)
        .query("replication/sender_ends")
        .map((row, context) -> SenderEnd.of(row).stream().map(SenderEnd::judged).toList())
        .list()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<ReplicationEnd> receivers(ReadSession tx) {
    return JdbiSession.of(tx)
        .query("replication/receiver_ends")
        .map((row, context) -> ReceiverEnd.of(row).stream().toList())
        .list()
        .stream()
        .flatMap(List::stream)
        .map(end -> end.judged(trends.with(end, clock.instant())))
        .toList();
  }
}
