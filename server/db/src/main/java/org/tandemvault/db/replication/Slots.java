package org.tandemvault.db.replication;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Slots as they come and go at the sender. */
final class Slots {
  private static final Duration NEXT_TRY = Duration.ofMillis(100);

  private Slots() {}

  /** Makes a slot; answers the name of a snapshot of its beginning, good until the next command. */
  static String createWithSnapshot(ServerSession slots, String name) {
    return slots.call(
        "CREATE_REPLICATION_SLOT " + name,
        c -> {
          try (var statement = c.createStatement();
              var row =
                  statement.executeQuery(
                      "CREATE_REPLICATION_SLOT \""
                          + name
                          + "\" LOGICAL pgoutput (SNAPSHOT 'export')")) {
            row.next();
            return row.getString("snapshot_name");
          }
        });
  }

  /** Drops it if it is there; who still reads from it is cut off. */
  static void drop(ServerSession session, String name, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (exists(session, name)) {
      session.words(
          "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots"
              + " WHERE slot_name = ? AND active_pid IS NOT NULL",
          name);
      try {
        session.words(
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                + " WHERE slot_name = ?",
            name);
      } catch (ReplicationException stillRead) {
        if (System.nanoTime() - end >= 0) {
          throw stillRead;
        }
        LockSupport.parkNanos(NEXT_TRY.toNanos());
      }
    }
  }

  static boolean exists(ServerSession session, String name) {
    return session.exists("SELECT slot_name FROM pg_replication_slots WHERE slot_name = ?", name);
  }
}
