package org.tandemvault.core.shared;

/** The request can't be read: bad syntax, wrong type, unknown field, a cursor of another list. */
public final class MalformedException extends VaultException {

  private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super("malformed", message);
  }

  public MalformedException(String message, Throwable cause) {
    super("malformed", message, cause);
  }
}
