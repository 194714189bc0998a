package org.tandemvault.db.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel.Direction;

/**
 * One direction: the slot at the sender and the subscription at the receiver.
 *
 * <p>Life: seeded (rows copied as of the slot's beginning), then enabled. A subscription carries
 * the comment {@link #SEEDED} from the transaction that brought its rows on; one without it is the
 * rest of a broken run and is made anew.
 */
final class Channel implements Step {
  static final String SEEDED = "Tandem Vault: seeded";

  private final Direction direction;
  private final ServerSide sender;
  private final ServerSide receiver;
  private final Publications publications;
  private final ReplicationNames names;
  private final String name;

  Channel(NodeId standby, Direction direction, ServerSide sender, ServerSide receiver) {
    this.direction = direction;
    this.sender = sender;
    this.receiver = receiver;
    this.publications = new Publications(standby);
    this.names = new ReplicationNames(standby);
    this.name = names.channel(direction);
  }

  private record Subscription(
      String connection, boolean enabled, boolean seeded, List<String> publications) {}

  @Override
  public PlanStep look() {
    if (needsSeed()) {
      Optional<String> obstacle = check().obstacle();
      if (obstacle.isPresent()) {
        return PlanStep.blocked(receiver.where(), what(), obstacle.get());
      }
      return new PlanStep(
          receiver.where(),
          what(),
          List.of(createStatement()),
          PlanStep.State.TO_DO,
          "All rows come over first, as of the beginning of slot " + name + " at the sender.");
    }
    List<String> repairs = repairs();
    return repairs.isEmpty()
        ? PlanStep.done(receiver.where(), what())
        : PlanStep.toDo(receiver.where(), what(), repairs);
  }

  @Override
  public void act(ReplicationProgress progress) {
    if (needsSeed()) {
      seed(progress);
    } else {
      receiver.session().executeAll(repairs());
    }
  }

  private SeedCheck check() {
    return new SeedCheck(sender, receiver, publications.filter(direction));
  }

  /** Copies all rows anew and connects; see docs/adr/0061. */
  SeedReport seed(ReplicationProgress progress) {
    return seed(connection(), progress);
  }

  /** The same, by a given way to the sender. */
  SeedReport seed(String way, ReplicationProgress progress) {
    check()
        .obstacle()
        .ifPresent(
            why -> {
              throw new ReplicationException(ReplicationException.Reason.REFUSED, why);
            });
    Seed.Plan plan =
        new Seed.Plan(
            name,
            createStatement(way),
            Publications.tablesOf(direction),
            publications.filter(direction),
            givesBackOwnEvents());
    requireAlone();
    return new Seed(sender, receiver, plan).run(progress);
  }

  /**
   * Several nodes may share the receiver's database, and a person may work on it. The lock is let
   * go with the session.
   */
  void requireAlone() {
    if (!receiver
        .session()
        .isTrue("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", "copy " + name)) {
      throw new ReplicationException(
          ReplicationException.Reason.REFUSED,
          "The rows of "
              + name
              + " are being copied anew already: wait until that is done, then look at the"
              + " status.");
    }
  }

  /** By which way the receiver follows the sender now; empty if it does not. */
  Optional<String> way() {
    return subscription().map(Subscription::connection);
  }

  private String what() {
    return direction == Direction.TO_STANDBY
        ? "The standby follows the primary (subscription " + name + ")"
        : "The primary follows the standby's audit and heartbeat (subscription " + name + ")";
  }

  private boolean needsSeed() {
    return subscription().filter(Subscription::seeded).isEmpty() || !slotIsGood(sender, name);
  }

  /**
   * A standby whose database was lost must go on where its chain of events ended, which only the
   * primary knows. What it gets back is not sent again: the slot of the way back does not exist
   * yet, or will be made anew.
   */
  private boolean givesBackOwnEvents() {
    return direction == Direction.TO_STANDBY
        && !slotIsGood(receiver, names.channel(Direction.TO_PRIMARY));
  }

  private static boolean slotIsGood(ServerSide at, String slot) {
    return at.session()
        .exists(
            "SELECT slot_name FROM pg_replication_slots WHERE slot_name = ?"
                + " AND wal_status <> 'lost' AND invalidation_reason IS NULL",
            slot);
  }

  private Optional<Subscription> subscription() {
    return receiver
        .session()
        .rows(
            "SELECT subconninfo, subenabled,"
                + " coalesce(obj_description(oid, 'pg_subscription') = ?, false) AS seeded,"
                + " array_to_string(subpublications, ' ') AS publications"
                + " FROM pg_subscription WHERE subname = ? AND subdbid ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database())",
            row ->
                new Subscription(
                    row.getString("subconninfo"),
                    row.getBoolean("subenabled"),
                    row.getBoolean("seeded"),
                    List.of(row.getString("publications").split(" ", -1))),
            SEEDED,
            name)
        .stream()
        .findFirst();
  }

  private List<String> repairs() {
    Subscription there = subscription().orElseThrow();
    List<String> sql = new ArrayList<>();
    String alter = "ALTER SUBSCRIPTION " + name;
    if (!there.connection().equals(connection())) {
      sql.add(alter + " CONNECTION " + ServerSession.literal(connection()));
    }
    if (!there.enabled()) {
      sql.add(alter + " ENABLE");
    }
    List<String> wanted = publications.namesOf(direction);
    if (!there.publications().equals(wanted)) {
      sql.add(alter + " SET PUBLICATION " + String.join(", ", wanted));
    } else if (!followsAllTables()) {
      sql.add(alter + " REFRESH PUBLICATION");
    }
    return sql;
  }

  private boolean followsAllTables() {
    List<String> tables =
        receiver
            .session()
            .words(
                "SELECT c.relname FROM pg_subscription_rel r"
                    + " JOIN pg_subscription s ON s.oid = r.srsubid"
                    + " JOIN pg_class c ON c.oid = r.srrelid WHERE s.subname = ?",
                name);
    return new java.util.HashSet<>(tables).containsAll(Publications.tablesOf(direction));
  }

  private String connection() {
    return sender.site().connectionFrom(receiver.site().identity());
  }

  private String createStatement() {
    return createStatement(connection());
  }

  private String createStatement(String way) {
    return "CREATE SUBSCRIPTION "
        + name
        + " CONNECTION "
        + ServerSession.literal(way)
        + " PUBLICATION "
        + String.join(", ", publications.namesOf(direction))
        + " WITH (slot_name = '"
        + name
        + "', create_slot = false, copy_data = false, enabled = false, origin = any,"
        + " streaming = on)";
  }
}
