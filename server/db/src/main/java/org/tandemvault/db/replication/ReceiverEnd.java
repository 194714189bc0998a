package org.tandemvault.db.replication;

import java.sql.ResultSet;
import java.sql.SQLException;
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
 * A subscription as {@code replication/receiver_ends} finds it.
 *
 * @param contactAge seconds since the sender said something to the worker that runs now; a worker
 *     alone is no sign of life
 */
record ReceiverEnd(
    ReplicationChannel channel,
    boolean enabled,
    Optional<Double> contactAge,
    Optional<Instant> lastContact,
    Errors errors) {

  /**
   * Counters since the subscription was made.
   *
   * @param all failed tries
   * @param strayRows tries that met a row in their way
   * @param drifts changes that found no row, or a row that somebody else had changed
   * @param refused changes that the other side must not send, on all channels of this database
   */
  record Errors(long all, long strayRows, long drifts, long refused) {}

  /** What the looks of the last seconds add to this one. */
  enum Trend {
    QUIET,
    /** Tries fail one after the other. */
    FAILS,
    /** They fail because of a row in their way. */
    MEETS_STRAY_ROW,
    /** They bring what the other side must not send. */
    IS_REFUSED
  }

  private static final double SILENT_SECONDS = 8;
  private static final String RESEED =
      "Run bin/ConfigureReplication.sh reseed: it puts right what differs, and readers go on"
          + " meanwhile.";

  static Optional<ReceiverEnd> of(ResultSet row) throws SQLException {
    Optional<ReplicationChannel> channel = ReplicationNames.channelOf(row.getString("channel"));
    if (channel.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReceiverEnd(
            channel.get(),
            row.getBoolean("subenabled"),
            SenderEnd.seconds(row, "contact_age"),
            SenderEnd.time(row, "last_msg_receipt_time"),
            new Errors(
                row.getLong("errors"),
                row.getLong("stray_rows"),
                row.getLong("drifts"),
                row.getLong("refused"))));
  }

  ReplicationEnd judged(Trend trend) {
    return new ReplicationEnd(
        channel,
        Side.RECEIVER,
        finding(trend),
        new Figures(
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            lastContact,
            errors.strayRows() + errors.drifts()));
  }

  private Finding finding(Trend trend) {
    if (!enabled) {
      return new Finding(
          ReplicationState.DISABLED,
          false,
          "The subscription of the channel " + channel + " is turned off on this server.",
          "Run bin/ConfigureReplication.sh setup: it finishes or turns on what is there.");
    }
    return switch (trend) {
      case IS_REFUSED ->
          blocked(
              "On the channel "
                  + channel
                  + " the other side sent changes it must not send: audit events or heartbeats of"
                  + " another node, or changes of what is only ever added. Nothing of it was taken,"
                  + " and nothing else gets through.",
              "Find out who changed the other server's database and trust it only then again: "
                  + "bin/ConfigureReplication.sh setup puts its publications right, and after it "
                  + "bin/ConfigureReplication.sh reseed goes on without what was refused.");
      case MEETS_STRAY_ROW ->
          blocked(
              "A row that does not belong there is in the way of a change of the channel "
                  + channel
                  + ", so nothing gets through ("
                  + errors.strayRows()
                  + " tries). Somebody wrote into this database past the vault.",
              RESEED);
      case FAILS ->
          blocked(
              "The changes of the channel "
                  + channel
                  + " cannot be applied; tries fail one after the other.",
              "If one node was just updated, update the other. Else look into this server's log,"
                  + " then run bin/ConfigureReplication.sh reseed.");
      case QUIET -> contact();
    };
  }

  private Finding contact() {
    if (contactAge.filter(age -> age <= SILENT_SECONDS).isEmpty()) {
      return new Finding(
          ReplicationState.DISCONNECTED,
          false,
          "The sender of the channel "
              + channel
              + " is silent"
              + lastContact.map(at -> " since " + at).orElse("")
              + ".",
          "Mend the link or start the other database; it resumes by itself unless the other side"
              + " says that the channel is lost.");
    }
    if (errors.drifts() > 0) {
      return new Finding(
          ReplicationState.RUNNING,
          false,
          errors.drifts()
              + " changes of the channel "
              + channel
              + " met rows that were not as the sender had them: the copies differ.",
          RESEED);
    }
    return Finding.running();
  }

  private static Finding blocked(String reason, String remedy) {
    return new Finding(ReplicationState.BLOCKED, false, reason, remedy);
  }
}
