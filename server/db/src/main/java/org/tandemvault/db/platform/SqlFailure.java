package org.tandemvault.db.platform;

/**
 * What a database error means.
 *
 * @param constraint the lower-case name of the constraint that was broken, else empty
 */
public record SqlFailure(Kind kind, String constraint) {

  /** The kinds that are told apart. */
  public enum Kind {
    /** A key is there already. */
    DUPLICATE,
    /** A row refers to one that is not there, or is referred to. */
    REFERENCE,
    /** Chosen as a victim; run the transaction again. */
    CONFLICTING_TRANSACTIONS,
    /** The connection is gone, or the server goes down. */
    CONNECTION_LOST,
    /** No connection was free, or no server answered, in time. */
    NO_CONNECTION,
    /** No space, no memory, too many connections. */
    FULL,
    /** The database or this login takes no writes. */
    READ_ONLY,
    /** The login lacks a right. */
    DENIED,
    /** A text is too long, or holds characters that can't be stored. */
    UNSTORABLE,
    /** A column that must have a value got none. */
    MISSING_VALUE,
    /** A value is longer than the server lets replicate. */
    TOO_LONG_TO_REPLICATE,
    /** A statement took too long. */
    TOO_SLOW,
    /** Anything else: most likely a defect. */
    OTHER
  }

  static SqlFailure of(Kind kind) {
    return new SqlFailure(kind, "");
  }

  /** True if after this during a commit nobody knows how it ended. */
  public boolean leavesOutcomeUnknown() {
    return kind == Kind.CONNECTION_LOST || kind == Kind.NO_CONNECTION;
  }
}
