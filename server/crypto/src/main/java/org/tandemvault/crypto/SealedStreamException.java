package org.tandemvault.crypto;

/** A sealed stream can't be opened; {@link #problem()} tells why, the message what to do. */
public final class SealedStreamException extends CryptoException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Problem {
    /** It does not begin like one. */
    NOT_SEALED,
    /** A newer release wrote it. */
    NEWER,
    /** Another master key sealed it. */
    WRONG_KEY,
    /** Its end is missing. */
    CUT_OFF,
    /** Bytes were changed, moved, or added. */
    DAMAGED
  }

  private final Problem problem;

  SealedStreamException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  SealedStreamException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
