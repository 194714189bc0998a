package org.tandemvault.launcher;

/** What a command's exit code says. */
public enum ExitCode {
  DONE(0),
  UNEXPECTED(1),
  WRONG_USAGE(2),
  UNREACHABLE(4),
  CONFIGURATION(78);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
