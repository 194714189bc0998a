package org.tandemvault.db.replication;

import java.util.List;

/** Subscriptions as they come and go at the receiver. */
final class Subscriptions {
  private Subscriptions() {}

  /** Ours in this database. */
  static List<String> all(ServerSession session) {
    return session.words(
        "SELECT subname FROM pg_subscription WHERE subdbid ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND starts_with(CAST(subname AS text), 'vault_') ORDER BY subname");
  }

  /** Drops it if it is there, without asking the sender, which may be gone. */
  static void drop(ServerSession session, String name) {
    if (all(session).contains(name)) {
      session.executeAll(dropStatements(name));
    }
  }

  static List<String> dropStatements(String name) {
    return List.of(
        "ALTER SUBSCRIPTION " + name + " DISABLE",
        "ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)",
        "DROP SUBSCRIPTION " + name);
  }
}
