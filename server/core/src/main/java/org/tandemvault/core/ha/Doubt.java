package org.tandemvault.core.ha;

import org.tandemvault.core.node.NodeId;
import org.tandemvault.core.node.ReplicationEnd;

/**
 * Why something is not proven.
 *
 * @param reason one or two sentences; nothing secret
 * @param remedy what to do
 */
record Doubt(Kind kind, String reason, String remedy) {

  /** What is the matter. */
  enum Kind {
    STARTING(false, false),
    NO_ANSWER(false, false),
    REFUSED(true, false),
    WRONG_KEY(true, true),
    WRONG_NODE(true, true),
    SILENT(false, false),
    LATE(false, false),
    DISCONNECTED(true, false),
    BLOCKED(true, true),
    DISABLED(true, true),
    LOST(true, true),
    NOT_SET_UP(true, true),
    OWN_DATABASE(false, false),
    SET_BACK(true, true),
    SUPERSEDED(true, true),
    OUTDATED(true, true);

    private final boolean definite;
    private final boolean needsPerson;

    Kind(boolean definite, boolean needsPerson) {
      this.definite = definite;
      this.needsPerson = needsPerson;
    }
  }

  /** True if it is known to be so; a silence may end the next moment. */
  boolean isDefinite() {
    return kind.definite;
  }

  /** True if it does not heal by itself with the link. */
  boolean needsPerson() {
    return kind.needsPerson;
  }

  static Doubt starting(NodeId peer) {
    return new Doubt(
        Kind.STARTING,
        "This node has just started and has not heard from node " + peer + " yet.",
        "Wait some seconds.");
  }

  static Doubt noProof(NodeId peer) {
    return new Doubt(
        Kind.NO_ANSWER,
        "There was no news of node " + peer + ".",
        "Look whether node " + peer + " runs and whether the link to it is up.");
  }

  static Doubt noBeat(NodeId peer, long seconds) {
    return new Doubt(
        Kind.SILENT,
        "The last heartbeat row of node " + peer + " arrived " + seconds + " s ago.",
        "Look whether node "
            + peer
            + " and its database run and whether the link between the databases is up; replication"
            + " resumes by itself.");
  }

  static Doubt late(String what, double seconds) {
    return new Doubt(
        Kind.LATE,
        what + " is " + Math.round(seconds) + " s behind.",
        "Wait until it has caught up; look at the load of the link and of both databases.");
  }

  static Doubt notSetUp(String what) {
    return new Doubt(
        Kind.NOT_SET_UP,
        what + " is not set up in this node's database.",
        "Run bin/ConfigureReplication.sh setup.");
  }

  static Doubt ownDatabase() {
    return new Doubt(
        Kind.OWN_DATABASE,
        "This node's own database does not answer, or takes no heartbeat row.",
        "Look whether this node's database runs and has room.");
  }

  static Doubt setBack(NodeId peer) {
    return new Doubt(
        Kind.SET_BACK,
        "Node "
            + peer
            + " has newer rows of this node than this node's own database: it was set back.",
        "If this node was restored from an older backup, what is missing is at node "
            + peer
            + ": do not copy anew before you have looked there.");
  }

  /** The peer was promoted, and this node is as it was before. */
  static Doubt superseded(NodeId own, NodeId peer) {
    return new Doubt(
        Kind.SUPERSEDED,
        "Node " + peer + " was promoted to primary; node " + own + " does not follow it yet.",
        "Run bin/promote.sh rejoin on node " + own + ", which makes it a standby of it.");
  }

  /** The peer is as it was before this node was promoted. */
  static Doubt outdated(NodeId own, NodeId peer) {
    return new Doubt(
        Kind.OUTDATED,
        "Node "
            + peer
            + " still runs as the primary it was before node "
            + own
            + " was promoted; it takes no changes.",
        "Run bin/promote.sh rejoin on node " + peer + ", which makes it a standby.");
  }

  /** What one end of a channel says. */
  static Doubt of(ReplicationEnd end) {
    Kind kind =
        switch (end.finding().state()) {
          case RUNNING, DISCONNECTED -> Kind.DISCONNECTED;
          case BLOCKED -> Kind.BLOCKED;
          case DISABLED -> Kind.DISABLED;
          case LOST -> Kind.LOST;
        };
    return new Doubt(kind, end.finding().reason(), end.finding().remedy());
  }
}
