package org.tandemvault.db.replication.sqlserver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tandemvault.core.node.ReplicationChannel;
import org.tandemvault.core.node.ReplicationEnd.Finding;
import org.tandemvault.core.node.ReplicationState;

/**
 * What the sender's distributor tells of one channel. The limits are those of the documentation: an
 * idle agent writes every 5 minutes, and the server itself doubts one that was silent for 10.
 */
record SenderJudgement(
    ReplicationChannel channel, List<Row> subscriptions, List<Row> runs, boolean agentRuns) {
  private static final long SILENT_SECONDS = 600;
  private static final long LATE_SECONDS = 20;
  private static final int INACTIVE = 0;
  private static final int SUBSCRIBED = 1;
  private static final int STOPPED = 2;
  private static final int RETRYING = 5;
  private static final int FAILED = 6;
  private static final String SETUP = "Run bin/ConfigureReplication.sh setup.";
  private static final String RESEED =
      "The node begins it anew by itself, or run bin/ConfigureReplication.sh reseed.";
  private static final String RESTART =
      "The node starts it again by itself; else start its job in SQL Server Agent.";

  /**
   * What is newer than the agents' words.
   *
   * @param lateSeconds how long a tracer token is on its way
   * @param largeValuesPass whether {@code max text repl size} is without limit
   */
  record Now(long lateSeconds, boolean largeValuesPass, Backlog backlog) {}

  Finding finding(Now now) {
    Finding agents = finding();
    if (agents.state() != ReplicationState.RUNNING) {
      return now.backlog().isLarge() ? withBacklog(agents, now.backlog()) : agents;
    }
    if (now.lateSeconds() > LATE_SECONDS) {
      Finding late =
          failed(
              ReplicationState.DISCONNECTED,
              "A tracer token "
                  + words()
                  + " was sent "
                  + now.lateSeconds()
                  + " s ago and has not arrived.",
              "Look at the link and at the load of the other database; it resumes by itself.");
      return now.backlog().isLarge() ? withBacklog(late, now.backlog()) : late;
    }
    if (!now.largeValuesPass()) {
      return new Finding(
          ReplicationState.RUNNING,
          true,
          "'max text repl size' has a limit again on this server: a larger value can't be saved.",
          SETUP);
    }
    return now.backlog().isLarge() ? behind(now.backlog()) : agents;
  }

  private Finding behind(Backlog backlog) {
    return new Finding(
        ReplicationState.RUNNING,
        true,
        "The channel " + channel + " is far behind: " + backlog.words() + ".",
        remedy(backlog, "It catches up by itself; if it does not, look at the other database."));
  }

  private static Finding withBacklog(Finding finding, Backlog backlog) {
    String reason = finding.reason();
    String sentence = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    return failed(
        finding.state(),
        sentence + "; " + backlog.words() + ".",
        remedy(backlog, finding.remedy()));
  }

  private static String remedy(Backlog backlog, String usual) {
    return backlog.isSlowerThanSnapshot()
        ? usual + " A new snapshot may be faster: bin/ConfigureReplication.sh reseed."
        : usual;
  }

  Finding finding() {
    if (subscriptions.isEmpty()) {
      return failed(
          ReplicationState.LOST, "The subscription of the channel " + channel + " is gone.", SETUP);
    }
    if (has(INACTIVE)) {
      return failed(
          ReplicationState.LOST,
          "The other side of the channel "
              + channel
              + " was away for longer than this server keeps changes (max_distretention): its"
              + " subscription was deactivated.",
          RESEED);
    }
    if (!agentRuns) {
      return failed(
          ReplicationState.DISCONNECTED,
          "SQL Server Agent does not run on this server.",
          "Start its service, and let it start by itself.");
    }
    if (has(SUBSCRIBED)) {
      return failed(
          ReplicationState.DISABLED,
          "The channel " + channel + " waits for its snapshot.",
          "Wait until it has come over; it may take 30 minutes or more.");
    }
    return agent("log reader").or(() -> agent("push")).orElseGet(Finding::running);
  }

  private boolean has(int status) {
    return subscriptions.stream().anyMatch(row -> row.number("status") == status);
  }

  /** What is the matter with an agent, if anything. */
  private Optional<Finding> agent(String kind) {
    Optional<Row> found = runs.stream().filter(row -> row.text("kind").equals(kind)).findFirst();
    if (found.isEmpty()) {
      return Optional.of(
          failed(ReplicationState.LOST, "The " + kind + " agent " + words() + " is gone.", SETUP));
    }
    Row run = found.get();
    return switch ((int) run.number("runstatus")) {
      case FAILED -> Optional.of(broken(kind, run));
      case STOPPED ->
          Optional.of(
              failed(
                  ReplicationState.DISABLED,
                  "The " + kind + " agent " + words() + " was stopped.",
                  RESTART));
      case RETRYING -> Optional.of(retrying(kind, run));
      default -> silent(kind, run);
    };
  }

  private Optional<Finding> silent(String kind, Row run) {
    boolean never = !run.has("runstatus");
    if (!never && run.number("age") <= SILENT_SECONDS) {
      return Optional.empty();
    }
    return Optional.of(
        failed(
            ReplicationState.DISCONNECTED,
            never
                ? "The " + kind + " agent " + words() + " has not run yet."
                : "The "
                    + kind
                    + " agent "
                    + words()
                    + " said nothing for "
                    + run.number("age") / 60
                    + " minutes.",
            RESTART));
  }

  private Finding broken(String kind, Row run) {
    Optional<AgentWords.Cause> cause = AgentWords.cause(run);
    return cause.filter(AgentWords.Cause::rowInTheWay).isPresent()
        ? poison(kind, cause.get())
        : failed(
            ReplicationState.DISCONNECTED,
            "The " + kind + " agent " + words() + " failed: " + AgentWords.of(run),
            RESTART);
  }

  private Finding retrying(String kind, Row run) {
    Optional<AgentWords.Cause> cause = AgentWords.cause(run);
    if (cause.filter(AgentWords.Cause::rowInTheWay).isPresent()) {
      return poison(kind, cause.get());
    }
    return failed(
        ReplicationState.DISCONNECTED,
        "The " + kind + " agent " + words() + " tries again: " + AgentWords.of(run),
        "Mend the link or start the other database; it resumes by itself.");
  }

  /** The endless retry hides it, so it is told by name. */
  private Finding poison(String kind, AgentWords.Cause cause) {
    return failed(
        ReplicationState.BLOCKED,
        "The " + kind + " agent " + words() + " fails again and again: " + cause.reason(),
        cause.remedy());
  }

  private String words() {
    return "of the channel " + channel.toString().toLowerCase(Locale.ROOT);
  }

  private static Finding failed(ReplicationState state, String reason, String remedy) {
    return new Finding(state, false, reason, remedy);
  }
}
