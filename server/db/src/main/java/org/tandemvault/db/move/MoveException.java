package org.tandemvault.db.move;

/** A vault can't be moved to a database; the message says why and what to do. */
public final class MoveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is the matter. */
  public enum Reason {
    /** Nothing answers there. */
    UNREACHABLE,
    /** The server's certificate is not believed. */
    CERTIFICATE,
    /** Login or rights are refused. */
    REFUSED,
    /** The database is not one a vault can be moved to. */
    UNFIT,
    /** The master key is another vault's, or the copy is not the same. */
    NOT_THE_SAME,
    /** The copy broke; run it again, it goes on where it stopped. */
    BROKEN
  }

  private final Reason reason;

  MoveException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  MoveException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
