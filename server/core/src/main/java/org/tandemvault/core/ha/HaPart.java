package org.tandemvault.core.ha;

/** What about a peer has a state of its own. */
public enum HaPart {
  LINK("high availability"),
  OUTBOUND("replication to it"),
  INBOUND("replication from it"),
  /** About this node itself. */
  DRILL("fire drill"),
  /** About this node itself: {@code sync.mode}. */
  ACKNOWLEDGING("writes that wait for a standby"),
  /** About this node itself. */
  BACKUP("backup");

  private final String words;

  HaPart(String words) {
    this.words = words;
  }

  /** For messages, e.g. {@code node standby: replication to it}. */
  public String words() {
    return words;
  }
}
