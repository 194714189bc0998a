package org.tandemvault.core.node;

/** How one end of a replication channel is. */
public enum ReplicationState {
  /** Connected, and changes flow. */
  RUNNING,
  /** Not connected; what is kept for the other side waits. Heals by itself with the link. */
  DISCONNECTED,
  /** Connected, but a change cannot be applied: a person, or a re-seed, must help. */
  BLOCKED,
  /** Turned off by a person or by an unfinished set-up. */
  DISABLED,
  /** The other side can no longer catch up: only a re-seed helps. */
  LOST
}
