package org.tandemvault.core.audit;

/** The newest link of a chain. */
public record ChainHead(long seq, String hash) {

  /** Before the first event. */
  public static final ChainHead EMPTY = new ChainHead(0, "0".repeat(64));
}
