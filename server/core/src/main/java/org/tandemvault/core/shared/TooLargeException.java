package org.tandemvault.core.shared;

/** The request holds more than is taken at once. */
public final class TooLargeException extends VaultException {

  private static final long serialVersionUID = 1L;

  public TooLargeException(String message) {
    super("too-large", message);
  }
}
