package org.tandemvault.installer;

/** The installer cannot go on; the message says why and what to do. */
final class SetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int WRONG_USAGE = 2;
  static final int REFUSED = 3;
  static final int CONFIGURATION = 78;

  private final int exit;

  SetupException(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  SetupException(int exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  static SetupException configuration(String message) {
    return new SetupException(CONFIGURATION, message);
  }

  int exit() {
    return exit;
  }
}
