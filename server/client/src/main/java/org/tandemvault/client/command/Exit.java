package org.tandemvault.client.command;

/** What an exit code says. */
enum Exit {
  DONE(0),
  UNEXPECTED(1),
  WRONG_USAGE(2),
  REFUSED(3),
  UNREACHABLE(4),
  VERIFICATION_FAILED(5),
  NO_SUCH_THING(6),
  CONFIGURATION(78);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
