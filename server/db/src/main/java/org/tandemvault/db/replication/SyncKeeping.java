package org.tandemvault.db.replication;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.tandemvault.conf.ReplicationConf.Sync;
import org.tandemvault.conf.ReplicationConf.SyncMode;
import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationChannel.Direction;

/**
 * Holds the primary's database to {@code sync.mode}: whether a commit waits until a standby has it
 * on its disk ({@code synchronous_standby_names}); docs/adr/0064.
 *
 * <p>In {@code fallback} commits wait only while a standby follows; when none did for the time that
 * was set they go on alone, and wait again as soon as one is back. A setting that an operator made
 * is left alone in {@code async}. Not for several threads at once.
 */
public final class SyncKeeping {
  private static final String OURS = "ANY 1 (vault_to_";

  private final ServerAccess owner;
  private final Sync sync;
  private final List<String> names;
  private final LongSupplier nanos;
  private long lastFollowed;
  private boolean followedOnce;

  /** What a look changed. */
  public enum Change {
    NONE,
    /** Commits wait for a standby from now on. */
    WAITS,
    /** They do not, since no standby follows: an alarm. */
    FELL_BACK,
    /** They do not any more, as the conf says. */
    RELEASED
  }

  /**
   * @param owner the primary's database, as one who may change its settings
   * @param nanos time that only goes on
   */
  public SyncKeeping(ServerAccess owner, Sync sync, List<NodeId> standbys, LongSupplier nanos) {
    this.owner = owner;
    this.sync = sync;
    this.names =
        standbys.stream()
            .map(id -> new ReplicationNames(id).channel(Direction.TO_STANDBY))
            .toList();
    this.nanos = nanos;
    this.lastFollowed = nanos.getAsLong();
  }

  /**
   * Before the node writes anything: in {@code fallback} nothing waits until a standby was seen, so
   * that a node can start alone.
   */
  public Change begin() {
    if (sync.mode() == SyncMode.FALLBACK) {
      try (ServerSession session = owner.open()) {
        return release(session, Change.RELEASED);
      }
    }
    return look();
  }

  /**
   * Looks, and changes the setting where it is another than it should be.
   *
   * @throws ReplicationException if the database does not answer or refuses
   */
  public Change look() {
    try (ServerSession session = owner.open()) {
      return switch (sync.mode()) {
        case ASYNC -> release(session, Change.RELEASED);
        case WAIT -> require(session);
        case FALLBACK -> waitWhileFollowed(session);
      };
    }
  }

  private Change waitWhileFollowed(ServerSession session) {
    if (isFollowed(session)) {
      lastFollowed = nanos.getAsLong();
      followedOnce = true;
      return require(session);
    }
    Duration alone = Duration.ofNanos(nanos.getAsLong() - lastFollowed);
    boolean enough = !followedOnce || alone.compareTo(sync.fallbackAfter()) >= 0;
    return enough ? release(session, Change.FELL_BACK) : Change.NONE;
  }

  private boolean isFollowed(ServerSession session) {
    return session.exists(
        "SELECT application_name FROM pg_stat_replication WHERE application_name = ANY (?)"
            + " AND state = 'streaming'"
            + " AND reply_time > clock_timestamp() - interval '8 seconds'",
        (Object) names.toArray(new String[0]));
  }

  private Change require(ServerSession session) {
    String wanted = "ANY 1 (" + names.stream().collect(Collectors.joining(", ")) + ")";
    if (names.isEmpty() || current(session).equals(wanted)) {
      return Change.NONE;
    }
    set(session, wanted);
    return Change.WAITS;
  }

  private static Change release(ServerSession session, Change told) {
    if (!current(session).startsWith(OURS)) {
      return Change.NONE;
    }
    set(session, "");
    return told;
  }

  private static String current(ServerSession session) {
    return session.word("SELECT current_setting('synchronous_standby_names')");
  }

  private static void set(ServerSession session, String value) {
    session.execute("ALTER SYSTEM SET synchronous_standby_names = " + ServerSession.literal(value));
    session.words("SELECT pg_reload_conf()");
  }
}
