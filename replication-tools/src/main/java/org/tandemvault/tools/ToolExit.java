package org.tandemvault.tools;

/** What a tool's exit code says. */
public enum ToolExit {
  DONE(0),
  UNEXPECTED(1),
  WRONG_USAGE(2),
  REFUSED(3),
  UNREACHABLE(4),
  VERIFICATION_FAILED(5),
  NO_SUCH_THING(6),
  CONFIGURATION(78);

  private final int code;

  ToolExit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
