package org.tandemvault.db.replication.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.replication.ReplicatedTables;
import org.tandemvault.db.replication.sqlserver.tsql.Article;
import org.tandemvault.db.replication.sqlserver.tsql.InboxSentences;
import org.tandemvault.db.replication.sqlserver.tsql.PublisherCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Quoted;

/** One direction: who sends what to whom. */
record Flow(ReplicationChannel channel, Side sender, Side receiver) {
  static final List<String> OWN = List.of(ReplicatedTables.AUDIT, ReplicatedTables.HEARTBEAT);

  String publication() {
    return Names.publication(channel);
  }

  PublisherCalls calls() {
    return new PublisherCalls(sender.publication(), publication());
  }

  InboxSentences inbox() {
    return new InboxSentences(receiver.subscription(), Names.suffix(channel));
  }

  /** Vault tables go to their like; each node's own rows go to the other side's inbox. */
  List<Article> articles() {
    List<Article> all = new ArrayList<>();
    if (channel.direction() == Direction.TO_STANDBY) {
      for (String table : ReplicatedTables.FROM_PRIMARY) {
        all.add(
            new Article(
                table,
                ReplicatedTables.SCHEMA,
                new Article.Target(ReplicatedTables.SCHEMA, table),
                Optional.empty(),
                false));
      }
    }
    for (String table : OWN) {
      all.add(
          new Article(
              table,
              ReplicatedTables.SCHEMA,
              inbox().target(table),
              Optional.of(filter()),
              table.equals(ReplicatedTables.AUDIT)));
    }
    return List.copyOf(all);
  }

  /** To the standby goes what is not its own, from it what is. */
  private String filter() {
    return Quoted.name(ReplicatedTables.NODE_COLUMN)
        + (channel.direction() == Direction.TO_STANDBY ? " <> " : " = ")
        + Quoted.text(channel.standby().value());
  }

  /** For messages: {@code primary to standby}. */
  String words() {
    return channel.direction() == Direction.TO_STANDBY
        ? "from the primary to the standby"
        : "from the standby to the primary";
  }

  Object[] agentArguments() {
    String database = sender.vault().database();
    return new Object[] {database, database, publication(), database, publication()};
  }
}
