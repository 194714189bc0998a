package org.tandemvault.tools;

/** A tool cannot do what it was asked to; the message is for the person who asked. */
public final class ToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ToolExit exit;

  public ToolException(ToolExit exit, String message) {
    super(message);
    this.exit = exit;
  }

  public ToolException(ToolExit exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  public ToolExit exit() {
    return exit;
  }
}
