package org.tandemvault.db.schema;

/** The node must not start on this database. The message says what to do. */
public final class NodeDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** It does not answer, or refuses the login. */
    UNREACHABLE,
    /** A newer release made its tables. */
    NEWER,
    /** Its tables are not there, or not up to date. */
    NOT_MIGRATED,
    /** The tables can't be brought up to date. */
    MIGRATION_FAILED,
    /** The master key is that of another database. */
    WRONG_KEY,
    /** Another process runs with the same node id. */
    NODE_RUNS_ALREADY
  }

  private final Reason reason;

  NodeDatabaseException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  NodeDatabaseException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
