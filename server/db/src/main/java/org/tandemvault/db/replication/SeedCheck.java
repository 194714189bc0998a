package org.tandemvault.db.replication;

import java.util.List;
import java.util.Optional;

/**
 * Looks, before anything is taken away, whether the receiver may become like the sender: both are
 * of the same vault, and the receiver knows nothing that the sender forgot. A sender that was
 * restored from an older copy would else take its own newest rows from where they were kept.
 */
final class SeedCheck {
  private static final String KEY_CHECK = ReplicatedTables.SCHEMA + ".key_check";
  private static final String AUDIT = ReplicatedTables.SCHEMA + "." + ReplicatedTables.AUDIT;

  private final ServerSide sender;
  private final ServerSide receiver;
  private final String filter;

  /**
   * @param filter which audit events travel
   */
  SeedCheck(ServerSide sender, ServerSide receiver, String filter) {
    this.sender = sender;
    this.receiver = receiver;
    this.filter = filter;
  }

  /** The newest event of a node. */
  private record Head(String node, long seq, String hash) {}

  /** What forbids to go on; empty if nothing does. */
  Optional<String> obstacle() {
    if (isOtherVault()) {
      return Optional.of(
          "The two databases hold different vaults, or one of the two has another master key."
              + " Nothing was touched.");
    }
    if (!isThere(receiver, AUDIT) || !isThere(sender, AUDIT)) {
      return Optional.empty(); // the tables are made first
    }
    return heads().stream().filter(this::isForgotten).findFirst().map(this::olderCopy);
  }

  private boolean isOtherVault() {
    if (!mayRead(sender) || !mayRead(receiver)) {
      return false;
    }
    List<String> ours = checkValue(receiver);
    List<String> theirs = checkValue(sender);
    return !ours.isEmpty() && !theirs.isEmpty() && !ours.equals(theirs);
  }

  /** The replication role of a standby may not, and its channel removes nothing. */
  private static boolean mayRead(ServerSide side) {
    return isThere(side, KEY_CHECK)
        && side.session().isTrue("SELECT has_table_privilege(?, 'SELECT')", KEY_CHECK);
  }

  private static boolean isThere(ServerSide side, String table) {
    return side.session().isTrue("SELECT to_regclass(?) IS NOT NULL", table);
  }

  private static List<String> checkValue(ServerSide side) {
    return side.session()
        .words("SELECT encode(check_value, 'hex') FROM " + KEY_CHECK + " ORDER BY id");
  }

  private List<Head> heads() {
    return receiver
        .session()
        .rows(
            "SELECT DISTINCT ON (node_id) node_id, seq, encode(hash, 'hex') AS hash FROM "
                + AUDIT
                + " WHERE "
                + filter
                + " ORDER BY node_id, seq DESC",
            row -> new Head(row.getString("node_id"), row.getLong("seq"), row.getString("hash")));
  }

  private boolean isForgotten(Head head) {
    return !sender
        .session()
        .words(
            "SELECT encode(hash, 'hex') FROM " + AUDIT + " WHERE node_id = ? AND seq = ?",
            head.node(),
            head.seq())
        .contains(head.hash());
  }

  private String olderCopy(Head head) {
    return receiver.access()
        + " holds audit event "
        + head.seq()
        + " of node "
        + head.node()
        + ", and "
        + sender.access()
        + " does not: it was restored from an older copy, or changed. What is newer may be kept"
        + " nowhere else, so nothing was touched. Keep both databases and compare them (audit"
        + " verify); restore a newer copy at the sender, or, if the older state is what you want,"
        + " drop the receiver's database yourself and run bin/ConfigureReplication.sh setup.";
  }
}
