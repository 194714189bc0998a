package org.tandemvault.db.replication;

/** Replication cannot be set up, changed or removed; the message says what to do. */
public final class ReplicationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** A server does not answer. */
    UNREACHABLE,
    /** It does not let this login in. */
    DENIED,
    /** It has no such database. */
    NO_DATABASE,
    /** Its certificate cannot be trusted. */
    UNTRUSTED,
    /** A person must change something first. */
    REFUSED,
    /** A statement failed. */
    FAILED
  }

  private final Reason reason;

  public ReplicationException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public ReplicationException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
