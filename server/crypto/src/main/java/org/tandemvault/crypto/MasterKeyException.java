package org.tandemvault.crypto;

/** The master key file can't be used; {@link #problem()} tells why, the message what to do. */
public final class MasterKeyException extends CryptoException {

  private static final long serialVersionUID = 1L;

  /** Why a master key file was refused. */
  public enum Problem {
    /** No file there. */
    MISSING,
    /** Others than its owner may read or change it. */
    READABLE_BY_OTHERS,
    /** The key is not 32 bytes. */
    WRONG_LENGTH,
    /** The checksum or the key id does not fit the key. */
    BAD_CHECKSUM,
    /** Written by a newer release. */
    UNKNOWN_VERSION,
    /** Not a master key file. */
    MALFORMED,
    /** Kept inside the installation folder. */
    INSIDE_INSTALLATION,
    /** The operating system refuses to read it. */
    UNREADABLE,
    /** A file is there already and is never overwritten. */
    EXISTS,
    /** The file can't be written. */
    UNWRITABLE
  }

  private final Problem problem;

  MasterKeyException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  MasterKeyException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
