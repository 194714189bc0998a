package org.tandemvault.launcher;

/** A node cannot be started or found; the message says why and what to do, on one line. */
public final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public StartRefusedException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public StartRefusedException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Something in the configuration, or around the node, that a person must mend first. */
  public static StartRefusedException configuration(String message) {
    return new StartRefusedException(ExitCode.CONFIGURATION, message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
