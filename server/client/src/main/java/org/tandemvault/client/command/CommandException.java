package org.tandemvault.client.command;

/** Why a command ends; the message says what to do. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Exit exit;

  CommandException(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  CommandException(Exit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }
}
