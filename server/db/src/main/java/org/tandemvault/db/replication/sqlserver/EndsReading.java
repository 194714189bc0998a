package org.tandemvault.db.replication.sqlserver;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Figures;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationState;
import org.tandemvault.db.replication.ReplicationException;
import org.tandemvault.db.replication.sqlserver.tsql.Place;

/**
 * The ends of the channels in one server's database: it sends by its own distributor, which knows
 * its agents, and receives what the other server's agents bring, which leave their time here.
 */
final class EndsReading {
  private final SqlServerSession session;
  private final String database;
  private final Clock clock;

  EndsReading(SqlServerSession session, String database, Clock clock) {
    this.session = session;
    this.database = database;
    this.clock = clock;
  }

  List<ReplicationEnd> read() {
    List<ReplicationEnd> ends = new ArrayList<>();
    for (String publication : publications()) {
      Names.channelOf(publication).ifPresent(c -> ends.add(sender(publication, c)));
    }
    for (Row row : session.look(Place.subscription(database), LookUp.RECEIVED)) {
      Names.channelOf(row.text("publication")).ifPresent(c -> ends.add(receiver(c, row)));
    }
    return ends;
  }

  /** A publication without a subscription is one of ours as well: its subscription is missing. */
  private Set<String> publications() {
    Set<String> all = new TreeSet<>();
    session
        .look(Place.publication(database), LookUp.PUBLICATIONS)
        .forEach(row -> all.add(row.text("name")));
    return all;
  }

  private ReplicationEnd sender(String publication, ReplicationChannel channel) {
    List<Row> subscriptions =
        session.look(Place.publication(database), LookUp.SUBSCRIPTIONS).stream()
            .filter(row -> row.text("publication").equals(publication))
            .toList();
    List<Row> runs =
        session.look(
            Side.distribution(session),
            LookUp.LAST_RUNS,
            database,
            database,
            publication,
            database,
            publication);
    SenderJudgement judgement = new SenderJudgement(channel, subscriptions, runs, agentRuns());
    Finding finding =
        judgement.finding(
            new SenderJudgement.Now(
                lateSeconds(publication), largeValuesPass(), backlog(publication, subscriptions)));
    return new ReplicationEnd(channel, ReplicationEnd.Side.SENDER, finding, figures(runs));
  }

  /** The newest proof: a token that was sent and has not come. */
  private long lateSeconds(String publication) {
    return ifAllowed(
            () ->
                session.look(Side.distribution(session), LookUp.LATE_TRACER, database, publication))
        .stream()
        .mapToLong(row -> row.number("late"))
        .findFirst()
        .orElse(0);
  }

  /** A server that was restored or rebuilt has its old limit again. */
  private boolean largeValuesPass() {
    return ifAllowed(() -> session.look(Place.MASTER, LookUp.TEXT_LIMIT)).stream()
        .allMatch(row -> row.number("value_in_use") == -1);
  }

  /** Who may not see it learns it from the agents' silence. */
  private boolean agentRuns() {
    return ifAllowed(() -> session.look(Place.MASTER, LookUp.AGENT_SERVICE)).stream()
        .allMatch(row -> row.flag("running"));
  }

  private static List<Row> ifAllowed(Supplier<List<Row>> look) {
    try {
      return look.get();
    } catch (ReplicationException refused) {
      return List.of();
    }
  }

  private Backlog backlog(String publication, List<Row> subscriptions) {
    if (subscriptions.isEmpty()) {
      return Backlog.NONE;
    }
    Row to = subscriptions.getFirst();
    return ifAllowed(
            () ->
                session.look(
                    Side.distribution(session),
                    LookUp.PENDING,
                    ServerFacts.of(session).name(),
                    database,
                    publication,
                    to.text("server"),
                    to.text("dest_db")))
        .stream()
        .map(row -> new Backlog(row.number("pendingcmdcount"), row.number("estimatedprocesstime")))
        .findFirst()
        .orElse(Backlog.NONE);
  }

  private Figures figures(List<Row> runs) {
    Optional<Instant> contact =
        runs.stream()
            .filter(row -> row.text("kind").equals("push") && row.has("age"))
            .map(row -> clock.instant().minusSeconds(Math.max(0, row.number("age"))))
            .findFirst();
    return new Figures(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), contact, 0);
  }

  private ReplicationEnd receiver(ReplicationChannel channel, Row row) {
    Instant last = clock.instant().minusSeconds(Math.max(0, row.number("age")));
    return new ReplicationEnd(
        channel,
        ReplicationEnd.Side.RECEIVER,
        new Finding(ReplicationState.RUNNING, false, "", ""),
        new Figures(
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            row.has("age") ? Optional.of(last) : Optional.empty(),
            0));
  }
}
