package org.tandemvault.core.node;

/** Fixed by the artifact that runs, and checked against the database at start. */
public enum NodeRole {
  PRIMARY,
  STANDBY
}
