package org.tandemvault.db.replication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationChannel.Direction;
import org.tandemvault.db.policy.JdbiEpochs;
import org.tandemvault.db.replication.PlanStep.Where;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;

/**
 * A node's own PostgreSQL when the node changes sides: a standby's becomes a primary's, or an old
 * primary's becomes a standby's. Each is done without the other server, which may be gone; the rows
 * come over later, by the nodes themselves; docs/adr/0150. Every step can be repeated.
 */
public final class RoleChange {
  private final Server own;

  /**
   * @param own this node's database, as an administrator of its server
   */
  public RoleChange(Server own) {
    this.own = own;
  }

  /**
   * An audit event that another database may lack.
   *
   * @param action the word for it outside, such as {@code account-update}
   */
  public record OwnEvent(long seq, Instant at, String actor, String action, String target) {}

  /** By which way this database follows each node that it follows, as a connection string. */
  public Map<ReplicationChannel, String> ways() {
    try (ServerSession session = own.access().open()) {
      Map<ReplicationChannel, String> ways =
          new TreeMap<>(java.util.Comparator.comparing(ReplicationChannel::toString));
      session.rows(
          "SELECT subname, subconninfo FROM pg_subscription WHERE subdbid ="
              + " (SELECT oid FROM pg_database WHERE datname = current_database())",
          row -> {
            String way = row.getString("subconninfo");
            ReplicationNames.channelOf(row.getString("subname"))
                .ifPresent(channel -> ways.put(channel, way));
            return way;
          });
      return ways;
    }
  }

  /** What {@link #promote} would do; changes nothing. */
  public ReplicationPlan planPromotion(List<NodeId> standbys) {
    return steps(Where.PRIMARY, side -> promotion(side, standbys)).plan();
  }

  /**
   * Makes this database a primary's: it follows nobody, its login may change rows (once the node
   * has started), and those standbys may follow it.
   */
  public void promote(List<NodeId> standbys, ReplicationProgress progress) {
    steps(Where.PRIMARY, side -> promotion(side, standbys)).apply(progress);
  }

  /** What {@link #rejoin} would do; changes nothing. */
  public ReplicationPlan planRejoin() {
    return steps(Where.STANDBY, this::rejoining).plan();
  }

  /**
   * Makes this database a standby's that follows nobody yet: nobody follows it by what it published
   * before, its login adds its own rows only, and a primary may take these.
   */
  public void rejoin(ReplicationProgress progress) {
    steps(Where.STANDBY, this::rejoining).apply(progress);
  }

  /** The epoch of that database; 0 if none was ever begun. */
  public static long epoch(ServerAccess of) {
    try (ServerSession session = of.open()) {
      return session
          .rows(
              "SELECT setting_value FROM vault.setting WHERE name = ?",
              row -> row.getLong(1),
              JdbiEpochs.OWN)
          .stream()
          .findFirst()
          .orElse(0L);
    }
  }

  /** The newest event of a node in a database; 0 without one. */
  public static long newestEvent(ServerAccess of, NodeId node) {
    try (ServerSession session = of.open()) {
      return Long.parseLong(
          session.word(
              "SELECT coalesce(max(seq), 0) FROM vault.audit_event WHERE node_id = ?",
              node.value()));
    }
  }

  /** When the newest event of a node in this database happened. */
  public Optional<Instant> newestEventAt(NodeId node) {
    return events(node, newestEvent(own.access(), node) - 1).stream().findFirst().map(OwnEvent::at);
  }

  /** The newest heartbeat of a node that arrived here, by that node's clock. */
  public Optional<Instant> newestBeatAt(NodeId node) {
    try (ServerSession session = own.access().open()) {
      return session
          .rows(
              "SELECT sent_at FROM vault.heartbeat WHERE node_id = ?",
              row -> row.getTimestamp(1).toInstant(),
              node.value())
          .stream()
          .findFirst();
    }
  }

  /** The events of a node in this database after that one, oldest first. */
  public List<OwnEvent> events(NodeId node, long after) {
    try (ServerSession session = own.access().open()) {
      return session.rows(
          "SELECT seq, happened_at, actor, action, target_type, target_name FROM vault.audit_event"
              + " WHERE node_id = ? AND seq > ? ORDER BY seq",
          row ->
              new OwnEvent(
                  row.getLong("seq"),
                  row.getTimestamp("happened_at").toInstant(),
                  row.getString("actor"),
                  word(row.getString("action")),
                  (row.getString("target_type") + " " + row.getString("target_name")).strip()),
          node.value(),
          after);
    }
  }

  /** As it is told outside. */
  private static String word(String stored) {
    return stored.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private OwnSteps steps(Where where, Function<ServerSide, List<Step>> steps) {
    return new OwnSteps(own, where, steps);
  }

  private List<Step> promotion(ServerSide side, List<NodeId> standbys) {
    List<Step> steps = new ArrayList<>(released(side));
    steps.add(new Removal.NoRowRules(side));
    steps.add(new ReplicationRole(side, Publications.tablesOf(Direction.TO_STANDBY)));
    for (NodeId standby : standbys) {
      steps.addAll(new Publications(standby).steps(side, Direction.TO_STANDBY));
    }
    return steps;
  }

  private List<Step> rejoining(ServerSide side) {
    List<Step> steps = new ArrayList<>(released(side));
    NodeId node = side.site().node();
    steps.add(new ReplicationRole(side, Publications.tablesOf(Direction.TO_PRIMARY)));
    steps.addAll(new Publications(node).steps(side, Direction.TO_PRIMARY));
    steps.add(new StandbyRights(side.session(), node, side.site().applicationUser()));
    return steps;
  }

  /** Takes away what connected it; what the new role needs is made again by the steps after. */
  private static List<Step> released(ServerSide side) {
    ServerSession session = side.session();
    List<Step> steps = new ArrayList<>();
    Subscriptions.all(session).forEach(name -> steps.add(new Removal.NoSubscription(side, name)));
    session
        .words("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()")
        .stream()
        .filter(name -> ReplicationNames.channelOf(name).isPresent())
        .forEach(name -> steps.add(new Removal.NoSlot(side, name)));
    session.words("SELECT pubname FROM pg_publication ORDER BY pubname").stream()
        .filter(name -> name.startsWith(ReplicationNames.PREFIX))
        .forEach(name -> steps.add(new Removal.NoPublication(side, name)));
    return steps;
  }
}
