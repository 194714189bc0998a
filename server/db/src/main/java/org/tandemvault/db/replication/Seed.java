package org.tandemvault.db.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tandemvault.db.replication.ReplicationException.Reason;

/**
 * Brings all rows of one direction over and connects it.
 *
 * <p>The sender's rows are read as of the very beginning of a new slot, so what is copied and what
 * is sent later neither overlap nor leave a gap. The receiver takes them in one transaction: until
 * its commit readers see the old rows, and a run that breaks leaves them as they were.
 */
final class Seed {
  private static final Logger LOG = LoggerFactory.getLogger(Seed.class);
  private static final Duration SLOT_PATIENCE = Duration.ofSeconds(20);
  private static final String LOCK = "tandem-vault replication seed";

  private final ServerSide sender;
  private final ServerSide receiver;
  private final Plan plan;

  /**
   * What to bring over.
   *
   * @param name of the slot and the subscription
   * @param create the statement that makes the subscription, not enabled
   * @param filter which rows of the nodes' own tables travel
   * @param allEvents whether audit events come over whatever the filter says
   */
  record Plan(String name, String create, List<String> tables, String filter, boolean allEvents) {

    String filterOf(String table) {
      return allEvents && table.equals(ReplicatedTables.AUDIT) ? "true" : filter;
    }
  }

  Seed(ServerSide sender, ServerSide receiver, Plan plan) {
    this.sender = sender;
    this.receiver = receiver;
    this.plan = plan;
  }

  SeedReport run(ReplicationProgress progress) {
    boolean alone =
        receiver.session().isTrue("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", LOCK);
    if (!alone) {
      throw new ReplicationException(
          Reason.REFUSED,
          "Another seed is under way into " + receiver.access() + ": wait until it has ended.");
    }
    try {
      LOG.info("Seeding {} begins", plan.name());
      Subscriptions.drop(receiver.session(), plan.name());
      Slots.drop(sender.session(), plan.name(), SLOT_PATIENCE);
      SeedReport report = seed(progress);
      LOG.info(
          "Seeding {} ended: {} rows, {} changed", plan.name(), report.rows(), report.changed());
      return report;
    } finally {
      receiver.session().isTrue("SELECT pg_advisory_unlock(hashtextextended(?, 0))", LOCK);
    }
  }

  private SeedReport seed(ReplicationProgress progress) {
    boolean done = false;
    try (ServerSession slots = sender.access().openForSlots();
        ServerSession reader = sender.access().open()) {
      String snapshot = Slots.createWithSnapshot(slots, plan.name());
      SeedReport report = copy(reader, snapshot, progress);
      receiver.session().execute("ALTER SUBSCRIPTION " + plan.name() + " ENABLE");
      done = true;
      return report;
    } finally {
      if (!done) {
        giveUp();
      }
    }
  }

  private SeedReport copy(ServerSession reader, String snapshot, ReplicationProgress progress) {
    receiver.session().execute(plan.create());
    requireOnlyPlannedTables();
    String origin =
        receiver
            .session()
            .word("SELECT 'pg_' || oid FROM pg_subscription WHERE subname = ?", plan.name());
    SeedReport report =
        reader.atomically(
            () -> {
              reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
              reader.execute("SET TRANSACTION SNAPSHOT " + ServerSession.literal(snapshot));
              return asOrigin(origin, () -> merge(reader, progress));
            });
    report.tables().stream()
        .filter(table -> table.added() + table.removed() > 0)
        .forEach(
            table ->
                receiver
                    .session()
                    .execute("ANALYZE " + ReplicatedTables.SCHEMA + "." + table.name()));
    return report;
  }

  /** A subscription takes every table that the sender publishes, and its owner publishes any. */
  private void requireOnlyPlannedTables() {
    List<String> more =
        receiver
            .session()
            .words(
                "SELECT r.srrelid::regclass::text FROM pg_subscription_rel r"
                    + " JOIN pg_subscription s ON s.oid = r.srsubid"
                    + " WHERE s.subname = ? AND s.subdbid ="
                    + " (SELECT oid FROM pg_database WHERE datname = current_database())"
                    + " AND r.srrelid <> ALL (SELECT to_regclass(t) FROM unnest(?) t"
                    + " WHERE to_regclass(t) IS NOT NULL)",
                plan.name(),
                plan.tables().stream()
                    .map(t -> ReplicatedTables.SCHEMA + "." + ServerSession.name(t))
                    .toArray(String[]::new));
    if (!more.isEmpty()) {
      throw new ReplicationException(
          Reason.REFUSED,
          "The other side publishes tables that it must not send: "
              + String.join(", ", more)
              + ". Nothing was touched: find out who changed its publications; "
              + "bin/ConfigureReplication.sh setup puts them right.");
    }
  }

  /** Rows get the mark of the channel, so that its later changes of them are no conflicts. */
  private SeedReport asOrigin(String origin, java.util.function.Supplier<SeedReport> work) {
    ServerSession session = receiver.session();
    session.words("SELECT pg_replication_origin_session_setup(?)", origin);
    try {
      return session.atomically(work);
    } finally {
      session.words("SELECT pg_replication_origin_session_reset()");
    }
  }

  private SeedReport merge(ServerSession reader, ReplicationProgress progress) {
    receiver.session().execute("SET LOCAL session_replication_role = replica");
    Map<String, TableShapes.Shape> shapes = TableShapes.of(receiver.session());
    List<SeedReport.Table> tables = new ArrayList<>();
    for (String table : plan.tables()) {
      TableMerge merge = new TableMerge(shapes.get(table), plan.filterOf(table));
      SeedReport.Table done = merge.run(reader, receiver.session());
      progress.copied(table, done.rows());
      tables.add(done);
    }
    receiver
        .session()
        .execute(
            "COMMENT ON SUBSCRIPTION "
                + plan.name()
                + " IS "
                + ServerSession.literal(Channel.SEEDED));
    return new SeedReport(tables);
  }

  /** Nothing must be kept for a channel that nobody reads; its rows are as they were. */
  private void giveUp() {
    try {
      Subscriptions.drop(receiver.session(), plan.name());
      Slots.drop(sender.session(), plan.name(), SLOT_PATIENCE);
    } catch (ReplicationException e) {
      LOG.warn("The rest of a broken seed of {} stays until the next one", plan.name());
    }
  }
}
