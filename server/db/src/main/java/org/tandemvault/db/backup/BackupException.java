package org.tandemvault.db.backup;

/** A backup can't be made, proven or restored; the message says why and what to do. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is the matter. */
  public enum Reason {
    /** There is no such file. */
    NO_FILE,
    /** A file or folder is in the way. */
    IN_THE_WAY,
    /** The operating system refuses to read or write. */
    DENIED,
    /** Another backup of this node is being made. */
    BUSY,
    /** Reading or writing broke, for instance since the disk is full. */
    BROKEN,
    /** A newer release made it. */
    NEWER,
    /** It is not what it was, or does not open. */
    UNPROVEN
  }

  private final Reason reason;

  public BackupException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public BackupException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
