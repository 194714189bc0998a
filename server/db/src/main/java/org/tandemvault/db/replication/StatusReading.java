package org.tandemvault.db.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.db.replication.PostgreSqlReplication.Server;

/** Both databases as their administrator sees them. */
final class StatusReading {
  /** Two tries of a blocked channel lie about a second apart. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1_500);

  private static final int LOOKS = 3;

  private final Server primary;
  private final Server standby;
  private final Clock clock;
  private final List<String> problems = new ArrayList<>();

  StatusReading(Server primary, Server standby, Clock clock) {
    this.primary = primary;
    this.standby = standby;
    this.clock = clock;
  }

  ReplicationStatus read() {
    List<ReplicationEnd> atPrimary = read(primary);
    List<ReplicationEnd> atStandby = read(standby);
    return new ReplicationStatus(atPrimary, atStandby, problems);
  }

  /** All ends in one database. */
  static List<ReplicationEnd> endsIn(ServerAccess access, Clock clock) {
    try (ServerSession session = access.open()) {
      return look(session, new Trends(), clock);
    }
  }

  private List<ReplicationEnd> read(Server server) {
    try (ServerSession session = server.access().open()) {
      List<ReplicationEnd> all = look(session, new Trends(), clock);
      List<ReplicationEnd> ends = PostgreSqlReplication.of(standby.site(), all);
      if (ends.size() < 2) {
        problems.add("On " + server.access() + " replication is " + missing(ends, all));
      }
      return ends;
    } catch (ReplicationException e) {
      problems.add(e.getMessage());
      return List.of();
    }
  }

  private String missing(List<ReplicationEnd> ends, List<ReplicationEnd> all) {
    if (ends.isEmpty() && !all.isEmpty()) {
      return "set up for "
          + all.stream()
              .map(end -> end.channel().standby().value())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "))
          + ", not for "
          + standby.site().node().value()
          + ": look whether the node's id is right.";
    }
    return "not set up"
        + (ends.isEmpty() ? "" : " completely")
        + ": run bin/ConfigureReplication.sh setup.";
  }

  /** Looks again if something failed at some time, to tell whether it still does. */
  private static List<ReplicationEnd> look(ServerSession session, Trends trends, Clock clock) {
    List<ReceiverEnd> receivers = receivers(session, trends, clock);
    boolean failed = receivers.stream().anyMatch(end -> end.errors().all() > 0);
    for (int i = 1; failed && i < LOOKS; i++) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      receivers = receivers(session, trends, clock);
    }
    List<SenderEnd> senders =
        session.rows(text("sender_ends"), SenderEnd::of).stream()
            .flatMap(Optional::stream)
            .toList();
    List<ReceiverEnd> last = receivers;
    return Stream.concat(
            senders.stream().map(SenderEnd::judged),
            last.stream().map(end -> end.judged(trends.with(end, clock.instant()))))
        .toList();
  }

  private static List<ReceiverEnd> receivers(ServerSession session, Trends trends, Clock clock) {
    List<ReceiverEnd> found =
        session.rows(text("receiver_ends"), ReceiverEnd::of).stream()
            .flatMap(Optional::stream)
            .toList();
    found.forEach(end -> trends.with(end, clock.instant()));
    return found;
  }

  private static String text(String name) {
    String file = "/org/tandemvault/db/sql/replication/" + name + ".sql";
    try (InputStream in = StatusReading.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The statement " + name + " can't be read", e);
    }
  }
}
