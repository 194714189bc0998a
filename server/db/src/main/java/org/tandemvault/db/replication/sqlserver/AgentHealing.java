package org.tandemvault.db.replication.sqlserver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.db.replication.sqlserver.tsql.AgentCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Place;
import org.tandemvault.db.replication.sqlserver.tsql.PublisherCalls;
import org.tandemvault.db.replication.sqlserver.tsql.Subscriber;

/**
 * What the sender of a channel mends by itself, as the owner of its database: a subscription that
 * was deactivated in too long a split begins anew with a snapshot, a snapshot that failed is made
 * again, and an agent that died is started. A change that meets a stray row is not skipped: that is
 * for a person. Each look also sends a tracer token, whose arrival proves the channel. Not for
 * several threads at once.
 */
public final class AgentHealing {
  /** A snapshot takes long, and an agent a moment to tell that it runs. */
  private static final Duration SNAPSHOT_AGAIN = Duration.ofMinutes(10);

  private static final Duration START_AGAIN = Duration.ofMinutes(2);
  private static final int SUCCEEDED = 2;
  private static final int FAILED = 6;
  private static final int INACTIVE = 0;
  private static final int SUBSCRIBED = 1;

  private final Sessions sessions;
  private final String database;
  private final Clock clock;
  private final Map<String, Instant> done = new HashMap<>();

  /**
   * @param sessions as the owner of this node's database
   */
  public AgentHealing(Sessions sessions, String database, Clock clock) {
    this.sessions = sessions;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Looks at all channels by which this node sends, and mends what it can.
   *
   * @return what was done, one sentence each; empty if all is well or it was done just now
   */
  public List<String> heal() {
    List<String> told = new ArrayList<>();
    try (SqlServerSession session = sessions.open()) {
      for (Row row : session.look(Place.publication(database), LookUp.PUBLICATIONS)) {
        String publication = row.text("name");
        Names.channelOf(publication)
            .ifPresent(channel -> heal(new Patient(session, publication, channel), told));
      }
    }
    return told;
  }

  private record Patient(SqlServerSession session, String publication, ReplicationChannel channel) {
    PublisherCalls calls(String database) {
      return new PublisherCalls(Place.publication(database), publication);
    }
  }

  private void heal(Patient patient, List<String> told) {
    List<Row> subscriptions =
        patient.session().look(Place.publication(database), LookUp.SUBSCRIPTIONS).stream()
            .filter(row -> row.text("publication").equals(patient.publication()))
            .toList();
    List<Row> jobs = agents(patient, LookUp.JOBS);
    List<Row> runs = agents(patient, LookUp.LAST_RUNS);
    if (has(subscriptions, INACTIVE)) {
      if (isDue(patient.publication() + " snapshot", SNAPSHOT_AGAIN)) {
        beginAnew(patient, subscriptions, told);
      }
    } else if (has(subscriptions, SUBSCRIBED) && !isRunning(jobs, "snapshot")) {
      snapshotAgain(patient, told);
    }
    startDead(patient, jobs, runs, told);
    boolean active =
        !subscriptions.isEmpty() && subscriptions.stream().allMatch(AgentHealing::isActive);
    if (active) {
      patient.session().run(patient.calls(database).postTracer());
    }
  }

  private static boolean isActive(Row subscription) {
    return subscription.number("status") > SUBSCRIBED;
  }

  private static boolean has(List<Row> subscriptions, int status) {
    return subscriptions.stream().anyMatch(row -> row.number("status") == status);
  }

  private static boolean isRunning(List<Row> jobs, String kind) {
    return jobs.stream().anyMatch(j -> j.text("kind").equals(kind) && j.flag("running"));
  }

  private void beginAnew(Patient patient, List<Row> subscriptions, List<String> told) {
    PublisherCalls calls = patient.calls(database);
    subscriptions.stream()
        .map(row -> new Subscriber(row.text("server"), row.text("dest_db")))
        .distinct()
        .forEach(to -> patient.session().run(calls.reinitialise(to)));
    patient.session().run(calls.startSnapshot());
    told.add(
        "The split was longer than changes are kept for the channel "
            + patient.channel()
            + ": it begins anew with a snapshot.");
  }

  private void snapshotAgain(Patient patient, List<String> told) {
    if (isDue(patient.publication() + " snapshot", SNAPSHOT_AGAIN)) {
      patient.session().run(patient.calls(database).startSnapshot());
      told.add("The snapshot of the channel " + patient.channel() + " is made again.");
    }
  }

  private void startDead(Patient patient, List<Row> jobs, List<Row> runs, List<String> told) {
    for (Row job : jobs) {
      String kind = job.text("kind");
      boolean dead =
          !kind.equals("snapshot")
              && !job.flag("running")
              && runs.stream()
                  .filter(r -> r.text("kind").equals(kind))
                  .allMatch(AgentHealing::ended);
      if (dead && isDue(patient.publication() + " " + kind, START_AGAIN)) {
        patient.session().run(new AgentCalls(job.text("job_id")).start());
        told.add("The " + kind + " agent of the channel " + patient.channel() + " was started.");
      }
    }
  }

  private static boolean ended(Row run) {
    int status = (int) run.number("runstatus");
    return !run.has("runstatus")
        || status == SUCCEEDED
        || status == FAILED
        || run.number("age") > 60;
  }

  private boolean isDue(String what, Duration pause) {
    Instant now = clock.instant();
    Instant last = done.get(what);
    if (last != null && now.isBefore(last.plus(pause))) {
      return false;
    }
    done.put(what, now);
    return true;
  }

  private List<Row> agents(Patient patient, LookUp lookUp) {
    Place distribution = Side.distribution(patient.session());
    String name = patient.publication();
    return patient.session().look(distribution, lookUp, database, database, name, database, name);
  }
}
