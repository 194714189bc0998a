package org.tandemvault.db.replication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationEnd;
import org.tandemvault.core.node.ReplicationEnd.Figures;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationEnd.Side;
import org.tandemvault.core.node.ReplicationState;

/**
 * A slot as {@code replication/sender_ends} finds it.
 *
 * @param status {@code wal_status}; empty if there is no slot
 * @param replyAge seconds since the other side confirmed something, if this login may see it
 */
record SenderEnd(
    ReplicationChannel channel,
    String status,
    boolean active,
    Optional<Double> replyAge,
    Kept kept) {

  /** What the server keeps for the other side. */
  record Kept(
      OptionalLong lagBytes,
      OptionalLong safeBytes,
      long mostBytes,
      Optional<Instant> since,
      Optional<Instant> lastReply) {}

  private static final double SILENT_SECONDS = 8;
  private static final long MEGABYTE = 1L << 20;
  private static final String RESEED =
      "Run bin/ConfigureReplication.sh reseed. Until then the other side serves what it has.";

  static Optional<SenderEnd> of(ResultSet row) throws SQLException {
    Optional<ReplicationChannel> channel = ReplicationNames.channelOf(row.getString("channel"));
    if (channel.isEmpty()) {
      return Optional.empty();
    }
    boolean slot = row.getString("slot_name") != null;
    boolean invalid = row.getString("invalidation_reason") != null;
    String status = slot ? (invalid ? "lost" : row.getString("wal_status")) : "";
    Kept kept =
        new Kept(
            number(row, "lag_bytes"),
            number(row, "safe_wal_size"),
            row.getLong("keep_size"),
            time(row, "inactive_since"),
            time(row, "reply_time"));
    return Optional.of(
        new SenderEnd(
            channel.get(), status, row.getBoolean("active"), seconds(row, "reply_age"), kept));
  }

  ReplicationEnd judged() {
    return new ReplicationEnd(
        channel,
        Side.SENDER,
        finding(),
        new Figures(kept.lagBytes(), kept.safeBytes(), kept.since(), kept.lastReply(), 0));
  }

  private Finding finding() {
    if (status.isEmpty()) {
      return lost("The slot of the channel " + channel + " is missing on this server.");
    }
    if (status.equals("lost")) {
      return lost(
          "The other side of the channel "
              + channel
              + " was away for longer than this server keeps changes"
              + " (max_slot_wal_keep_size).");
    }
    if (!active || replyAge.filter(age -> age > SILENT_SECONDS).isPresent()) {
      return new Finding(
          ReplicationState.DISCONNECTED,
          endangered(),
          "The other side of the channel " + channel + " is not connected" + sinceWhen() + room(),
          "Mend the link or start the other database; it resumes by itself.");
    }
    return endangered()
        ? new Finding(
            ReplicationState.RUNNING,
            true,
            "The other side of the channel " + channel + " falls behind" + room(),
            "Look at the load of the link and of the other database.")
        : Finding.running();
  }

  private static Finding lost(String reason) {
    return new Finding(ReplicationState.LOST, false, reason, RESEED);
  }

  /** A quarter of what the server keeps is left, or it began to take from its reserve. */
  private boolean endangered() {
    boolean little =
        kept.safeBytes().isPresent() && kept.safeBytes().getAsLong() < kept.mostBytes() / 4;
    return status.equals("unreserved") || little;
  }

  private String sinceWhen() {
    return kept.since().map(at -> " since " + at).orElse("");
  }

  private String room() {
    String behind = "; " + kept.lagBytes().orElse(0) / MEGABYTE + " MB wait for it";
    return kept.safeBytes().isPresent()
        ? behind + ", it is lost after " + kept.safeBytes().getAsLong() / MEGABYTE + " MB more."
        : behind + ".";
  }

  static OptionalLong number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  static Optional<Double> seconds(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
