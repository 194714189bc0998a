package org.tandemvault.db.replication.sqlserver;

import java.util.Locale;

/**
 * What waits at the sender's distributor, as {@code sp_replmonitorsubscriptionpendingcmds} counts
 * it.
 *
 * @param commands changes of single rows
 * @param seconds how long they take at the pace of late
 */
record Backlog(long commands, long seconds) {
  static final Backlog NONE = new Backlog(0, 0);

  /** More than a busy minute leaves: the other side can't keep up, or only just came back. */
  private static final long MANY_COMMANDS = 50_000;

  private static final long MANY_SECONDS = 300;

  /** From here on a new snapshot is likely to be done earlier. */
  private static final long AN_HOUR = 3_600;

  boolean isLarge() {
    return commands > MANY_COMMANDS || seconds > MANY_SECONDS;
  }

  boolean isSlowerThanSnapshot() {
    return seconds > AN_HOUR;
  }

  /** Such as {@code 120000 changes wait, for about 14 minutes at the pace of late}. */
  String words() {
    String count = String.format(Locale.ROOT, "%d changes wait", commands);
    return seconds < 60
        ? count
        : count + ", for about " + (seconds + 59) / 60 + " minutes at the pace of late";
  }
}
